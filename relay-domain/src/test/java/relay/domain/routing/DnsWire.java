package relay.domain.routing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import relay.domain.transport.TlsaRecord;

/** Just enough of RFC 1035 4 for {@link ScriptedDns}. */
final class DnsWire {
  private static final int HEADER_OCTETS = 12;
  private static final int AD = 0x0020;
  private static final int SOA = 6;
  private static final int NEGATIVE_TTL = 60;

  private DnsWire() {}

  /** The question of a message. */
  record Question(int id, String name, int type, boolean asksForValidation) {}

  /** A record under its name. */
  record Answer(String name, ScriptedDns.DnsRecord record) {}

  static Question question(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message);
    int id = in.getShort() & 0xffff;
    boolean asksForValidation = (in.getShort() & AD) != 0;
    in.position(HEADER_OCTETS);
    var name = new StringBuilder();
    for (int length = in.get(); length > 0; length = in.get()) {
      byte[] label = new byte[length];
      in.get(label);
      name.append(name.length() == 0 ? "" : ".")
          .append(new String(label, StandardCharsets.US_ASCII));
    }
    return new Question(id, name.toString(), in.getShort(), asksForValidation);
  }

  /** An answer; one without records says in its SOA how long that holds. */
  static byte[] message(
      Question question, int code, boolean truncated, boolean authentic, List<Answer> answers) {
    var out = new ByteArrayOutputStream();
    short16(out, question.id());
    short16(out, 0x8180 | (truncated ? 0x0200 : 0) | (authentic ? AD : 0) | code);
    // Aliases alone leave the question open; nothing at all answers it.
    boolean negative = !truncated && (code == 3 || (code == 0 && answers.isEmpty()));
    short16(out, 1);
    short16(out, answers.size());
    short16(out, negative ? 1 : 0);
    short16(out, 0);
    out.writeBytes(name(question.name()));
    short16(out, question.type());
    short16(out, 1);
    for (Answer answer : answers) {
      record(
          out,
          answer.name(),
          answer.record().type(),
          answer.record().ttl(),
          answer.record().data());
    }
    if (negative) {
      record(out, "", SOA, NEGATIVE_TTL, soa());
    }
    return out.toByteArray();
  }

  static byte[] name(String name) {
    var out = new ByteArrayOutputStream();
    for (String label : name.isEmpty() || name.equals(".") ? new String[0] : name.split("\\.")) {
      byte[] octets = label.getBytes(StandardCharsets.US_ASCII);
      out.write(octets.length);
      out.writeBytes(octets);
    }
    out.write(0);
    return out.toByteArray();
  }

  static byte[] mx(int preference, String host) {
    var out = new ByteArrayOutputStream();
    short16(out, preference);
    out.writeBytes(name(host));
    return out.toByteArray();
  }

  static byte[] strings(String... strings) {
    var out = new ByteArrayOutputStream();
    for (String s : strings) {
      byte[] octets = s.getBytes(StandardCharsets.UTF_8);
      out.write(octets.length);
      out.writeBytes(octets);
    }
    return out.toByteArray();
  }

  static byte[] tlsa(TlsaRecord record) {
    var out = new ByteArrayOutputStream();
    out.write(record.usage());
    out.write(record.selector());
    out.write(record.matching());
    out.writeBytes(HexFormat.of().parseHex(record.data()));
    return out.toByteArray();
  }

  private static byte[] soa() {
    var out = new ByteArrayOutputStream();
    out.writeBytes(name("ns.example"));
    out.writeBytes(name("hostmaster.example"));
    for (int i = 0; i < 4; i++) {
      int32(out, 1);
    }
    int32(out, NEGATIVE_TTL);
    return out.toByteArray();
  }

  private static void record(
      ByteArrayOutputStream out, String name, int type, long ttl, byte[] data) {
    out.writeBytes(name(name));
    short16(out, type);
    short16(out, 1);
    int32(out, ttl);
    short16(out, data.length);
    out.writeBytes(data);
  }

  private static void short16(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }

  private static void int32(ByteArrayOutputStream out, long value) {
    short16(out, (int) (value >> 16) & 0xffff);
    short16(out, (int) value & 0xffff);
  }
}
