package relay.domain.delivery;

import java.nio.charset.StandardCharsets;

/**
 * What a {@link ScriptedServer} does when its turn comes: says these very octets, then goes on,
 * hangs up, keeps silent until the client goes, or says them for ever.
 */
public record Act(byte[] octets, Then then) {

  /** What follows the words. */
  public enum Then {
    GO_ON,
    DROP,
    STALL,
    /** Reads nothing more, so that the client's writes come to a stop. */
    SLEEP,
    REPEAT
  }

  /** One or more reply lines, each given without its line end. */
  public static Act reply(String... lines) {
    return octets(String.join("\r\n", lines) + "\r\n");
  }

  public static Act octets(String text) {
    return new Act(text.getBytes(StandardCharsets.UTF_8), Then.GO_ON);
  }

  public static Act replyAndDrop(String line) {
    return new Act(reply(line).octets, Then.DROP);
  }

  public static Act drop() {
    return new Act(new byte[0], Then.DROP);
  }

  public static Act stall() {
    return new Act(new byte[0], Then.STALL);
  }

  /** Says the same again and again until the client hangs up. */
  public static Act forEver(String text) {
    return new Act(text.getBytes(StandardCharsets.UTF_8), Then.REPEAT);
  }

  boolean startsWith(String code) {
    return new String(octets, StandardCharsets.UTF_8).startsWith(code);
  }
}
