package relay.rar.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import relay.domain.listener.ProxyProtocol;
import relay.domain.mail.IpLiteral;

/**
 * What the first octets of a connection are, by version 1 (text) or 2 (binary) of the protocol.
 *
 * @param state whether it is a header
 * @param client whom it names; empty for health checks and unknown families: the peer itself
 * @param octets its length, to be skipped
 */
public record ProxyHeader(State state, Optional<InetAddress> client, int octets) {
  /** How far the reading came. */
  public enum State {
    COMPLETE,
    INCOMPLETE,
    WRONG
  }

  private static final ProxyHeader INCOMPLETE =
      new ProxyHeader(State.INCOMPLETE, Optional.empty(), 0);
  private static final ProxyHeader WRONG = new ProxyHeader(State.WRONG, Optional.empty(), 0);

  private static final int V1_OCTETS_MAX = 107;
  private static final int V2_BODY_OCTETS_MAX = 4096;
  private static final byte[] V1_START = "PROXY ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] V2_START = {
    0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a
  };

  /** Looks at what has come so far. */
  public static ProxyHeader read(ProxyProtocol expected, byte[] octets, int offset, int length) {
    boolean v1 = expected != ProxyProtocol.V2 && begins(V1_START, octets, offset, length);
    boolean v2 = expected != ProxyProtocol.V1 && begins(V2_START, octets, offset, length);
    if (v1 && length >= V1_START.length) {
      return readText(octets, offset, length);
    }
    if (v2 && length >= V2_START.length) {
      return readBinary(octets, offset, length);
    }
    return v1 || v2 ? INCOMPLETE : WRONG;
  }

  private static boolean begins(byte[] start, byte[] octets, int offset, int length) {
    int n = Math.min(start.length, length);
    return Arrays.equals(start, 0, n, octets, offset, offset + n);
  }

  private static ProxyHeader readText(byte[] octets, int offset, int length) {
    int end = -1;
    for (int i = 1; i < Math.min(length, V1_OCTETS_MAX) && end < 0; i++) {
      if (octets[offset + i] == '\n' && octets[offset + i - 1] == '\r') {
        end = i + 1;
      }
    }
    if (end < 0) {
      return length >= V1_OCTETS_MAX ? WRONG : INCOMPLETE;
    }
    String line = new String(octets, offset, end - 2, StandardCharsets.ISO_8859_1);
    String[] words = line.split(" ", -1);
    if (words.length >= 2 && words[1].equals("UNKNOWN")) {
      return new ProxyHeader(State.COMPLETE, Optional.empty(), end);
    }
    if (words.length != 6 || !(words[1].equals("TCP4") || words[1].equals("TCP6"))) {
      return WRONG;
    }
    Optional<InetAddress> client = IpLiteral.parse(words[2]);
    return client.isEmpty() ? WRONG : new ProxyHeader(State.COMPLETE, client, end);
  }

  private static ProxyHeader readBinary(byte[] octets, int offset, int length) {
    int fixed = V2_START.length + 4;
    if (length < fixed) {
      return INCOMPLETE;
    }
    int versionAndCommand = octets[offset + 12] & 0xff;
    int family = (octets[offset + 13] & 0xff) >> 4;
    int body = (octets[offset + 14] & 0xff) << 8 | octets[offset + 15] & 0xff;
    if (versionAndCommand >> 4 != 2 || (versionAndCommand & 15) > 1 || body > V2_BODY_OCTETS_MAX) {
      return WRONG;
    }
    if (length < fixed + body) {
      return INCOMPLETE;
    }
    boolean local = (versionAndCommand & 15) == 0;
    int addressOctets = family == 1 ? 4 : family == 2 ? 16 : 0;
    if (local || addressOctets == 0) {
      return new ProxyHeader(State.COMPLETE, Optional.empty(), fixed + body);
    }
    if (body < addressOctets * 2 + 4) {
      return WRONG;
    }
    int from = offset + fixed;
    return new ProxyHeader(
        State.COMPLETE,
        Optional.of(address(Arrays.copyOfRange(octets, from, from + addressOctets))),
        fixed + body);
  }

  private static InetAddress address(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 octets are an address", e);
    }
  }
}
