package relay.domain.tenancy;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.mail.DomainName;
import relay.domain.mail.InDoubtPolicy;
import relay.domain.mail.Lane;

/** Streams as control objects. */
final class StreamKind implements ControlKind<Stream> {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration CENTURY = Duration.ofDays(36_500);
  private static final String NAME_RULE = "must be the name of a resource: " + ShortName.RULE;

  @Override
  public String name() {
    return Stream.KIND;
  }

  @Override
  public Class<Stream> type() {
    return Stream.class;
  }

  @Override
  public Stream read(ControlKey key, long version, JsonObject json) {
    Fields fields = new Fields(json);
    try {
      ShortName.of(key.id());
    } catch (IllegalArgumentException e) {
      throw new InvalidField("id", ShortName.RULE);
    }
    Lane lane =
        fields
            .word("lane", Lane.class)
            .orElseThrow(() -> fields.invalid("lane", "must be otp, transactional or bulk"));
    ReturnPathForm returnPath =
        fields.word("return_path", ReturnPathForm.class).orElse(ReturnPathForm.AS_GIVEN);
    return new Stream(
        key.tenant(),
        key.id(),
        version,
        lane,
        fields.value("default_from", "must be a domain name", DomainName::of),
        fields.duration("content_retention", Duration.ZERO, CENTURY),
        fields.duration("record_retention", Duration.ZERO, CENTURY),
        fields.word("in_doubt", InDoubtPolicy.class),
        retry(fields.within("retry")),
        fields.yesNo("null_path", Stream.named(key.tenant(), key.id(), lane).nullPath()),
        fields.value("egress_pool", NAME_RULE, ShortName::of),
        fields.value("route", NAME_RULE, ShortName::of),
        fields.word("residency", Residency.class),
        SendingLimits.read(fields.within("limits")),
        returnPath,
        (int) fields.number("weight", 1, Weight.MAX, 1),
        window(fields.within("window"), lane),
        unsubscribe(fields, returnPath),
        StreamTracking.read(fields));
  }

  /** The links hold the token that return paths hold: who has none of these has none of those. */
  private static boolean unsubscribe(Fields fields, ReturnPathForm returnPath) {
    boolean unsubscribe = fields.yesNo("unsubscribe", false);
    if (unsubscribe && returnPath != ReturnPathForm.TOKEN) {
      throw fields.invalid("unsubscribe", "needs return_path token");
    }
    return unsubscribe;
  }

  private static Optional<SendWindow> window(Fields fields, Lane lane) {
    Optional<SendWindow> window = SendWindow.read(fields);
    if (window.isPresent() && lane == Lane.OTP) {
      throw fields.invalid("days", "must not be given for lane otp: a password waits for nobody");
    }
    return window;
  }

  private static Optional<StreamRetry> retry(Fields fields) {
    String rule =
        "must be a list of 1 to "
            + StreamRetry.DELAYS_MAX
            + " durations from PT1S to P30D, such as PT5M";
    List<Duration> delays = fields.list("delays", rule, StreamKind::delay);
    Optional<Duration> expireAfter = fields.duration("expire_after", SECOND, MONTH);
    if (delays.isEmpty() && expireAfter.isEmpty()) {
      return Optional.empty();
    }
    if (delays.isEmpty() || delays.size() > StreamRetry.DELAYS_MAX) {
      throw fields.invalid("delays", rule);
    }
    return Optional.of(
        new StreamRetry(
            delays,
            expireAfter.orElseThrow(
                () -> fields.invalid("expire_after", "must be given together with delays"))));
  }

  private static Duration delay(String text) {
    Duration delay = Duration.parse(text);
    if (delay.compareTo(SECOND) < 0 || delay.compareTo(MONTH) > 0) {
      throw new IllegalArgumentException(text);
    }
    return delay;
  }

  @Override
  public JsonObject write(Stream stream) {
    JsonObjectBuilder out = ControlJson.object().add("lane", stream.lane().label());
    ControlJson.add(out, "default_from", stream.defaultFrom().map(DomainName::ascii));
    ControlJson.add(out, "content_retention", stream.contentRetention());
    ControlJson.add(out, "record_retention", stream.recordRetention());
    ControlJson.add(out, "in_doubt", stream.inDoubt().map(Fields::word));
    stream
        .retry()
        .ifPresent(
            retry -> {
              JsonObjectBuilder inner = ControlJson.object();
              ControlJson.add(inner, "delays", new ArrayList<>(retry.delays()));
              out.add("retry", inner.add("expire_after", retry.expireAfter().toString()));
            });
    out.add("null_path", stream.nullPath());
    ControlJson.add(out, "egress_pool", stream.egressPool());
    ControlJson.add(out, "route", stream.route());
    ControlJson.add(out, "residency", stream.residency().map(Fields::word));
    out.add("limits", stream.limits().write());
    out.add("return_path", Fields.word(stream.returnPath())).add("weight", stream.weight());
    stream.window().ifPresent(window -> out.add("window", window.write()));
    stream.tracking().write(out.add("unsubscribe", stream.unsubscribe()));
    return out.build();
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, Stream after) {
    return Tenant.mustExist(state, after.tenant())
        .or(
            () ->
                Streams.laneNamed(after.name())
                    .filter(lane -> lane != after.lane())
                    .map(
                        lane ->
                            new Refusal.Invalid(
                                "lane",
                                "must be " + lane.label() + " in the stream of that name")));
  }

  /** Credentials and clients that are bound to a stream would lose their right. */
  @Override
  public Optional<Refusal> judgeDelete(ControlState state, Stream before) {
    boolean bound =
        state.all(TenancyKinds.CREDENTIAL, before.tenant()).stream()
                .anyMatch(c -> c.scope().streams().contains(before.name()))
            || state.all(TenancyKinds.CLIENT_RANGE, before.tenant()).stream()
                .anyMatch(r -> r.stream().equals(before.name()));
    return bound
        ? Optional.of(
            new Refusal.Conflict(
                "credentials or client ranges are bound to stream "
                    + before.name()
                    + "; change them first"))
        : Optional.empty();
  }
}
