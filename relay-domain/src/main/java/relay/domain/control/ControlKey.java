package relay.domain.control;

import java.util.Comparator;

/**
 * What an object is called.
 *
 * @param kind name of its {@link ControlKind}
 * @param tenant whose it is; empty text for what belongs to the platform
 * @param id unique among its kind and tenant, readable
 */
public record ControlKey(String kind, String tenant, String id) implements Comparable<ControlKey> {
  private static final Comparator<ControlKey> ORDER =
      Comparator.comparing(ControlKey::kind)
          .thenComparing(ControlKey::tenant)
          .thenComparing(ControlKey::id);

  private static final int ID_CHARS_MAX = 300;

  /** Of the name of a tenant. */
  public static final int NAME_CHARS_MAX = 64;

  public ControlKey {
    if (id.isEmpty() || id.length() > ID_CHARS_MAX || tenant.length() > NAME_CHARS_MAX) {
      throw new IllegalArgumentException("a key has an id of 1 to " + ID_CHARS_MAX + " characters");
    }
  }

  @Override
  public int compareTo(ControlKey other) {
    return ORDER.compare(this, other);
  }

  /** For people: {@code stream acme/receipts}. */
  @Override
  public String toString() {
    return kind + " " + (tenant.isEmpty() || tenant.equals(id) ? id : tenant + "/" + id);
  }
}
