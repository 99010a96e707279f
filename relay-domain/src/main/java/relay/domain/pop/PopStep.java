package relay.domain.pop;

import java.util.List;

/** What a connection does next. Lines are without their line ends and printable. */
public sealed interface PopStep {

  /** Says this and waits for the next line. */
  record Say(List<String> lines) implements PopStep {
    public Say {
      lines = List.copyOf(lines);
    }
  }

  /** Says this, throws away what came too early, shakes hands, then tells the session. */
  record Encrypt(String line) implements PopStep {}

  /** Has name and password judged, then tells the session; without a readable text. */
  record Verify(String user, String password) implements PopStep {
    @Override
    public String toString() {
      return "Verify[hidden]";
    }
  }

  /** Says this and closes. */
  record Farewell(String line) implements PopStep {}
}
