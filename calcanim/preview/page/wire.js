// The wire to the server: messages come as JSON, frames as a head in JSON and a JPEG. It is joined again when
// the server was begun again.

const AGAIN = 400; // milliseconds

export class Wire {
  constructor(hear, state) {
    this.hear = hear;
    this.state = state;
    this.join();
  }

  join() {
    const address = new URL("wire", location.href);
    address.protocol = "ws:";
    this.socket = new WebSocket(address);
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => this.state(true);
    this.socket.onmessage = ({ data }) => this.hear(typeof data === "string" ? JSON.parse(data) : frame(data));
    this.socket.onclose = () => {
      this.state(false);
      setTimeout(() => this.join(), AGAIN);
    };
  }

  send(kind, fields = {}) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ kind, ...fields }));
  }
}

function frame(data) {
  const lengths = new DataView(data);
  const head = lengths.getUint32(0);
  const said = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 8, head)));
  return { ...said, jpeg: new Uint8Array(data, 8 + head) };
}
