package relay.domain.reception;

/**
 * Whose failures are counted.
 *
 * @param name of an account as it was tried, folded; of an address its octets in hexadecimal, of
 *     IPv6 those of the /64
 */
public record FailureKey(LockOut.Kind kind, String name) {
  private static final int NAME_CHARS_MAX = 256;

  /**
   * Whether other nodes are told: no account has another name, and not every database takes every
   * character that a guesser sends.
   */
  boolean isForAllNodes() {
    return name.length() <= NAME_CHARS_MAX
        && name.codePoints().noneMatch(c -> c < ' ' || c >= 0xD800 && c <= 0xDFFF);
  }
}
