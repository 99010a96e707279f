package relay.ejb.delivery;

import java.nio.charset.StandardCharsets;

/** Writes a command line as octets; a line end inside a command would be a second command. */
final class CommandOctets {
  private CommandOctets() {}

  /**
   * Puts the command and CR LF at the offset; there must be room for three octets a character.
   *
   * @return the offset after it
   * @throws IllegalArgumentException when the command holds a control character
   */
  static int put(String command, byte[] target, int offset) {
    int at = offset;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c < ' ' || c == 127) {
        throw new IllegalArgumentException("control character in an SMTP command");
      }
      if (c > 127) {
        byte[] rest = command.substring(i).getBytes(StandardCharsets.UTF_8);
        checkNoControls(command, i);
        System.arraycopy(rest, 0, target, at, rest.length);
        at += rest.length;
        break;
      }
      target[at++] = (byte) c;
    }
    target[at++] = '\r';
    target[at++] = '\n';
    return at;
  }

  private static void checkNoControls(String command, int from) {
    if (command.chars().skip(from).anyMatch(c -> c < ' ' || c == 127)) {
      throw new IllegalArgumentException("control character in an SMTP command");
    }
  }
}
