package relay.domain.tenancy;

import java.time.Duration;
import java.util.Optional;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.mail.DomainName;
import relay.domain.mail.InDoubtPolicy;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;

/**
 * One kind of mail of a tenant: receipts, newsletters, password resets.
 *
 * @param name a {@link ShortName}
 * @param lane how urgent its mail is
 * @param defaultFrom domain that senders are put under where the tenant rewrites them
 * @param contentRetention how long contents may be kept; empty: as the settings say
 * @param recordRetention how long journal and message view may know of it; empty: as the settings
 *     say
 * @param inDoubt what to do when a mail may have arrived; empty: as the lane does
 * @param retry empty: as the lane does
 * @param nullPath whether mail with the null path may be handed in
 * @param egressPool name of the source addresses to send from; empty: the usual
 * @param route name of the route to take; empty: by rule
 * @param residency where its mail may be in the hands of others, for it holds personal data; empty:
 *     anywhere
 * @param returnPath what stands in the return path of its mail
 * @param weight its part of what waits at the same destination, beside the weights of the tenant's
 *     other streams
 * @param window when its mail may leave; empty: at any time
 * @param unsubscribe whether its mail offers to unsubscribe; with return paths of ours only
 * @param tracking what is written down of opens and clicks
 */
public record Stream(
    String tenant,
    String name,
    long version,
    Lane lane,
    Optional<DomainName> defaultFrom,
    Optional<Duration> contentRetention,
    Optional<Duration> recordRetention,
    Optional<InDoubtPolicy> inDoubt,
    Optional<StreamRetry> retry,
    boolean nullPath,
    Optional<String> egressPool,
    Optional<String> route,
    Optional<Residency> residency,
    SendingLimits limits,
    ReturnPathForm returnPath,
    int weight,
    Optional<SendWindow> window,
    boolean unsubscribe,
    StreamTracking tracking)
    implements ControlObject {
  static final String KIND = "stream";

  public Stream {
    ShortName.of(name);
  }

  /** The stream that every tenant has for a lane, unless it made its own of that name. */
  public static Stream of(String tenant, Lane lane) {
    return named(tenant, lane.label(), lane);
  }

  /** A stream without any particulars. */
  public static Stream named(String tenant, String name, Lane lane) {
    return new Stream(
        tenant,
        name,
        0,
        lane,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        // what the settings file configures may report with the null path, as it always could
        tenant.equals(MailOwner.DEFAULT_TENANT),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        SendingLimits.NONE,
        ReturnPathForm.AS_GIVEN,
        1,
        Optional.empty(),
        false,
        StreamTracking.OFF);
  }

  public static ControlKey key(String tenant, String name) {
    return new ControlKey(KIND, tenant, name);
  }

  @Override
  public ControlKey key() {
    return key(tenant, name);
  }

  @Override
  public Stream withVersion(long other) {
    return with(other, lane);
  }

  /** The same where its mail goes in another lane. */
  public Stream in(Lane other) {
    return with(version, other);
  }

  private Stream with(long otherVersion, Lane otherLane) {
    return new Stream(
        tenant,
        name,
        otherVersion,
        otherLane,
        defaultFrom,
        contentRetention,
        recordRetention,
        inDoubt,
        retry,
        nullPath,
        egressPool,
        route,
        residency,
        limits,
        returnPath,
        weight,
        window,
        unsubscribe,
        tracking);
  }
}
