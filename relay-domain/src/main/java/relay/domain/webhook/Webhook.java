package relay.domain.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.notice.Notice;
import relay.domain.notice.NoticeType;

/**
 * An endpoint that hears of mail: of a tenant's own, or, when the platform has it, of everybody's.
 *
 * @param tenant empty text: the platform
 * @param types that it wants to hear of; empty: all
 * @param streams whose mail it wants to hear of; empty: all
 * @param tenants whose mail one of the platform wants to hear of; empty: all
 * @param createdAt events before are not told, unless somebody asks for a replay
 * @param failure why the relay switched it off; empty text otherwise
 */
public record Webhook(
    String tenant,
    String id,
    long version,
    Target target,
    String url,
    WebhookState state,
    String failure,
    Set<NoticeType> types,
    Set<String> streams,
    Set<String> tenants,
    Instant createdAt,
    Secrets secrets,
    Optional<Replay> replay)
    implements ControlObject {
  static final String KIND = "webhook";

  public Webhook {
    types = Set.copyOf(types);
    streams = Set.copyOf(streams);
    tenants = Set.copyOf(tenants);
  }

  /**
   * What posts are signed with, sealed.
   *
   * @param before the one before the newest; signs beside it until {@code beforeUntil}
   */
  public record Secrets(String newest, Optional<String> before, Optional<Instant> beforeUntil) {

    /** Those that sign at this time. */
    public List<String> at(Instant now) {
      List<String> valid = new ArrayList<>(List.of(newest));
      before.filter(b -> beforeUntil.filter(now::isBefore).isPresent()).ifPresent(valid::add);
      return valid;
    }
  }

  /**
   * A wish that the events of some time be told again.
   *
   * @param id so that each node does it once
   */
  public record Replay(String id, Instant from, Instant until) {}

  public static ControlKey key(String tenant, String id) {
    return new ControlKey(KIND, tenant, id);
  }

  /** Of a sealed secret: so that one copied to another webhook cannot be opened. */
  public static String secretPlace(ControlKey key) {
    // The text of a key leaves out a tenant that is called like the id.
    return (key.tenant().isEmpty() ? KIND + " /" + key.id() : key.toString()) + " secret";
  }

  /** Whether it hears of the mail of all tenants. */
  public boolean isOfPlatform() {
    return tenant.isEmpty();
  }

  @Override
  public ControlKey key() {
    return key(tenant, id);
  }

  @Override
  public Webhook withVersion(long other) {
    return new Webhook(
        tenant, id, other, target, url, state, failure, types, streams, tenants, createdAt, secrets,
        replay);
  }

  /** The same, switched off by the relay. */
  public Webhook failed(String why) {
    return new Webhook(
        tenant,
        id,
        version,
        target,
        url,
        WebhookState.FAILED,
        why,
        types,
        streams,
        tenants,
        createdAt,
        secrets,
        replay);
  }

  /** The same with a wish for a replay. */
  public Webhook replaying(Replay wish) {
    return new Webhook(
        tenant,
        id,
        version,
        target,
        url,
        state,
        failure,
        types,
        streams,
        tenants,
        createdAt,
        secrets,
        Optional.of(wish));
  }

  /** Whether it is to be told this, whenever it happened. */
  public boolean wants(Notice notice) {
    return hearsOf(notice.owner().tenant())
        && (types.isEmpty() || types.contains(notice.type()))
        && (streams.isEmpty() || streams.contains(notice.owner().stream()));
  }

  private boolean hearsOf(String owner) {
    return isOfPlatform() ? tenants.isEmpty() || tenants.contains(owner) : owner.equals(tenant);
  }
}
