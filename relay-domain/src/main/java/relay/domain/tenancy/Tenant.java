package relay.domain.tenancy;

import java.util.Optional;
import java.util.function.Consumer;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlState;
import relay.domain.control.Refusal;
import relay.domain.mail.DomainName;
import relay.domain.mail.MailOwner;

/**
 * Somebody whose mail is kept apart from everybody else's: a department, a customer, an
 * application.
 *
 * @param id a {@link ShortName}
 * @param name for people
 * @param ownDomainsOnly whether only verified domains may be sent from; false gives the right to
 *     send as anybody
 * @param weight its part of what waits at the same destination, beside the weights of other tenants
 * @param ramp how a new tenant grows to its limits; empty for one that is trusted with them
 * @param trackingDomain name under which recipients reach the tracked links of its mail; empty: the
 *     one of the settings
 * @param care what spares the recipients of its campaigns and automations
 */
public record Tenant(
    String id,
    long version,
    String name,
    TenantState state,
    boolean ownDomainsOnly,
    ForeignSender foreignSender,
    SendingLimits limits,
    Optional<SendingRamp> ramp,
    int weight,
    Optional<DomainName> trackingDomain,
    RecipientCare care)
    implements ControlObject {
  static final String KIND = "tenant";

  /** The tenant of the settings file, while nobody has made another of its id. */
  public static final Tenant DEFAULT =
      new Tenant(
          MailOwner.DEFAULT_TENANT,
          0,
          "Settings file",
          TenantState.ACTIVE,
          false,
          ForeignSender.REFUSE,
          SendingLimits.NONE);

  public Tenant {
    ShortName.of(id);
  }

  /** A tenant of the usual weight, without a ramp, a domain for links and rules of care. */
  public Tenant(
      String id,
      long version,
      String name,
      TenantState state,
      boolean ownDomainsOnly,
      ForeignSender foreignSender,
      SendingLimits limits) {
    this(
        id,
        version,
        name,
        state,
        ownDomainsOnly,
        foreignSender,
        limits,
        Optional.empty(),
        1,
        Optional.empty(),
        RecipientCare.NONE);
  }

  /** An active tenant that sends from its verified domains only, without limits. */
  public static Tenant of(String id) {
    return new Tenant(
        id, 0, id, TenantState.ACTIVE, true, ForeignSender.REFUSE, SendingLimits.NONE);
  }

  /** That a tenant is there; the one of the settings file always is. */
  public static Optional<Refusal> mustExist(ControlState state, String id) {
    return id.equals(MailOwner.DEFAULT_TENANT) || state.find(key(id)).isPresent()
        ? Optional.empty()
        : Optional.of(new Refusal.Conflict("there is no tenant " + id + "; make the tenant first"));
  }

  public static ControlKey key(String id) {
    return new ControlKey(KIND, id, id);
  }

  @Override
  public ControlKey key() {
    return key(id);
  }

  @Override
  public Tenant withVersion(long other) {
    return with(draft -> draft.version = other);
  }

  public Tenant withState(TenantState other) {
    return with(draft -> draft.state = other);
  }

  public Tenant withForeignSender(ForeignSender other) {
    return with(draft -> draft.foreignSender = other);
  }

  /** The same, growing. */
  public Tenant withRamp(SendingRamp other) {
    return with(draft -> draft.ramp = Optional.of(other));
  }

  /** The same with another part. */
  public Tenant withWeight(int other) {
    return with(draft -> draft.weight = other);
  }

  /** The same with a domain of its own for tracked links. */
  public Tenant withTrackingDomain(DomainName other) {
    return with(draft -> draft.trackingDomain = Optional.of(other));
  }

  public boolean isSuspended() {
    return state == TenantState.SUSPENDED;
  }

  private Tenant with(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.tenant();
  }

  /** A tenant as it is made from another one, of which one field differs. */
  private static final class Draft {
    private final Tenant before;
    private long version;
    private TenantState state;
    private ForeignSender foreignSender;
    private Optional<SendingRamp> ramp;
    private int weight;
    private Optional<DomainName> trackingDomain;
    private RecipientCare care;

    Draft(Tenant before) {
      this.before = before;
      version = before.version;
      state = before.state;
      foreignSender = before.foreignSender;
      ramp = before.ramp;
      weight = before.weight;
      trackingDomain = before.trackingDomain;
      care = before.care;
    }

    Tenant tenant() {
      return new Tenant(
          before.id,
          version,
          before.name,
          state,
          before.ownDomainsOnly,
          foreignSender,
          before.limits,
          ramp,
          weight,
          trackingDomain,
          care);
    }
  }
}
