package relay.domain.control;

/**
 * What a verdict rests on, so that whoever does not like it knows what to change.
 *
 * @param kind {@code setting}, the name of a {@link ControlKind}, or another word for where to look
 * @param name key of the setting; id of the object, with its tenant before a slash
 */
public record Responsible(String kind, String name) {

  public static Responsible setting(String key) {
    return new Responsible("setting", key);
  }

  public static Responsible object(ControlKey key) {
    String name = key.toString();
    return new Responsible(key.kind(), name.substring(key.kind().length() + 1));
  }

  /** For people: {@code stream acme/receipts}. */
  @Override
  public String toString() {
    return kind + " " + name;
  }
}
