package relay.domain.suppression;

import relay.domain.tenancy.ShortName;

/**
 * Whose mail a suppression holds back.
 *
 * @param tenant empty text: everybody's
 * @param stream empty text: all streams of the tenant; {@value #BULK}: its streams of lane bulk,
 *     those that it makes later included
 */
public record SuppressionScope(String tenant, String stream) {
  /** Stands for all bulk streams; no stream can have this name. */
  public static final String BULK = "*bulk";

  /** Mail of everybody. */
  public static final SuppressionScope GLOBAL = new SuppressionScope("", "");

  public SuppressionScope {
    if (tenant.isEmpty() && !stream.isEmpty()) {
      throw new IllegalArgumentException("a stream is one of a tenant; name the tenant too");
    }
    if (!stream.isEmpty() && !stream.equals(BULK)) {
      ShortName.of(stream);
    }
  }

  public static SuppressionScope ofTenant(String tenant) {
    return new SuppressionScope(tenant, "");
  }

  public static SuppressionScope ofBulk(String tenant) {
    return new SuppressionScope(tenant, BULK);
  }

  public static SuppressionScope ofStream(String tenant, String stream) {
    return new SuppressionScope(tenant, stream);
  }

  public boolean isGlobal() {
    return tenant.isEmpty();
  }

  /** For people: {@code stream news of tenant acme}. */
  @Override
  public String toString() {
    if (isGlobal()) {
      return "all mail";
    }
    if (stream.isEmpty()) {
      return "all mail of tenant " + tenant;
    }
    return (stream.equals(BULK) ? "bulk mail" : "stream " + stream) + " of tenant " + tenant;
  }
}
