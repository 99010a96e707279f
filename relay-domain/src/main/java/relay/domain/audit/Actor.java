package relay.domain.audit;

/**
 * Who makes a change.
 *
 * @param name login name, credential id, or {@code system} for what the relay does by itself
 * @param origin from where: a client's address, {@code console}, or {@code node} and its name
 */
public record Actor(String name, String origin) {
  private static final int NAME_CHARS_MAX = 300;
  private static final int ORIGIN_CHARS_MAX = 100;

  public Actor {
    name = bounded(name, NAME_CHARS_MAX);
    origin = bounded(origin, ORIGIN_CHARS_MAX);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an actor has a name");
    }
  }

  /** The relay itself, on this node. */
  public static Actor system(String node) {
    return new Actor("system", "node " + node);
  }

  private static String bounded(String text, int charsMax) {
    if (text.length() <= charsMax) {
      return text;
    }
    // half a character has no UTF-8, and a database takes none
    boolean cutsInTwo = Character.isHighSurrogate(text.charAt(charsMax - 1));
    return text.substring(0, cutsInTwo ? charsMax - 1 : charsMax);
  }
}
