package relay.domain.tenancy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.InDoubtPolicy;
import relay.domain.mail.Lane;

/** Streams that read like their particulars: {@code aStream("acme", "news").route("provider")}. */
public final class StreamBuilder {
  private final String tenant;
  private final String name;
  private Lane lane = Lane.TRANSACTIONAL;
  private Optional<Duration> contentRetention = Optional.empty();
  private Optional<Duration> recordRetention = Optional.empty();
  private Optional<InDoubtPolicy> inDoubt = Optional.empty();
  private Optional<StreamRetry> retry = Optional.empty();
  private Optional<String> egressPool = Optional.empty();
  private Optional<String> route = Optional.empty();
  private Optional<Residency> residency = Optional.empty();
  private ReturnPathForm returnPath = ReturnPathForm.AS_GIVEN;
  private Optional<SendWindow> window = Optional.empty();
  private boolean unsubscribe;
  private StreamTracking tracking = StreamTracking.OFF;

  private StreamBuilder(String tenant, String name) {
    this.tenant = tenant;
    this.name = name;
  }

  public static StreamBuilder aStream(String tenant, String name) {
    return new StreamBuilder(tenant, name);
  }

  public StreamBuilder lane(Lane value) {
    lane = value;
    return this;
  }

  public StreamBuilder contentRetention(Duration value) {
    contentRetention = Optional.of(value);
    return this;
  }

  public StreamBuilder recordRetention(Duration value) {
    recordRetention = Optional.of(value);
    return this;
  }

  public StreamBuilder inDoubt(InDoubtPolicy value) {
    inDoubt = Optional.of(value);
    return this;
  }

  public StreamBuilder retry(Duration expireAfter, Duration... delays) {
    retry = Optional.of(new StreamRetry(List.of(delays), expireAfter));
    return this;
  }

  public StreamBuilder window(SendWindow value) {
    window = Optional.of(value);
    return this;
  }

  public StreamBuilder egressPool(String value) {
    egressPool = Optional.of(value);
    return this;
  }

  public StreamBuilder route(String value) {
    route = Optional.of(value);
    return this;
  }

  public StreamBuilder residency(Residency value) {
    residency = Optional.of(value);
    return this;
  }

  public StreamBuilder returnPath(ReturnPathForm value) {
    returnPath = value;
    return this;
  }

  /** Its mail offers to unsubscribe. */
  public StreamBuilder unsubscribe() {
    unsubscribe = true;
    return returnPath(ReturnPathForm.TOKEN);
  }

  /** What the relay itself makes of documents is tracked. */
  public StreamBuilder tracking(TrackingMode mode) {
    tracking = new StreamTracking(mode, false);
    return this;
  }

  /** Mail that comes as finished MIME is tracked, too. */
  public StreamBuilder trackingOfSmtp(TrackingMode mode) {
    tracking = new StreamTracking(mode, true);
    return this;
  }

  public Stream build() {
    return new Stream(
        tenant,
        name,
        1,
        lane,
        Optional.empty(),
        contentRetention,
        recordRetention,
        inDoubt,
        retry,
        false,
        egressPool,
        route,
        residency,
        SendingLimits.NONE,
        returnPath,
        1,
        window,
        unsubscribe,
        tracking);
  }
}
