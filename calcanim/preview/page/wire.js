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
    this.socket.onmessage = ({ data }) => {
      for (const said of typeof data === "string" ? [JSON.parse(data)] : frames(data)) this.hear(said);
    };
    this.socket.onclose = () => {
      this.state(false);
      setTimeout(() => this.join(), AGAIN);
    };
  }

  send(kind, fields = {}) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ kind, ...fields }));
  }
}

function* frames(data) {
  const lengths = new DataView(data);
  for (let at = 0; at < data.byteLength; ) {
    const head = lengths.getUint32(at);
    const body = lengths.getUint32(at + 4);
    at += 8;
    const said = JSON.parse(new TextDecoder().decode(new Uint8Array(data, at, head)));
    yield { ...said, jpeg: new Uint8Array(data, at + head, body) };
    at += head + body;
  }
}
