package relay.domain.warmup;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlState;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.Origin;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionReport;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Recipient;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;
import relay.domain.traffic.LimitPatch;
import relay.domain.traffic.Provider;
import relay.domain.traffic.Site;
import relay.domain.traffic.Source;
import relay.domain.warmup.WarmUpVerdict.Allowed;

/** Plans, sources and providers, and mail that leaves from them. */
public final class WarmUpFixture {
  /** The first moment of a Monday, UTC. */
  public static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");

  static final Source COLD = source("cold");
  static final Source OTHER_COLD = source("cold-2");
  static final Source WARM = source("warm");
  static final Site GOOGLE = site("google");
  static final Site NOBODYS =
      new Site("mx.example.net", List.of("mx.example.net"), Optional.empty());
  static final WarmUpWish FIRST = new WarmUpWish(true, false, false, 1);
  static final WarmUpWish AGAIN = new WarmUpWish(true, false, true, 1);
  static final WarmUpWish RETRY = new WarmUpWish(false, false, false, 1);
  static final WarmUpWish OTP = new WarmUpWish(true, true, false, 1);

  private ControlState state = ControlState.EMPTY;
  private Map<String, String> settings = Map.of();
  private final Map<WarmUpKey, WarmUpState> table = new HashMap<>();
  private final WarmUps warmUps =
      new WarmUps(() -> state, () -> settings(settings), WarmUpKind.SHIPPED);

  /** A node that has read that nothing was sent. */
  public WarmUpFixture() {
    warmUps.accounts().kept(Map.of());
  }

  private WarmUpFixture(WarmUpPlan plan) {
    with(plan);
  }

  /** A node that has just started, and has read nothing yet. */
  static WarmUpFixture started(WarmUpPlan plan) {
    return new WarmUpFixture(plan);
  }

  /** Plans of a state, with the usual settings and nothing counted. */
  public static WarmUps over(Supplier<ControlState> objects) {
    WarmUps warmUps = started(objects::get);
    warmUps.accounts().kept(Map.of());
    return warmUps;
  }

  /** The same of a node that has read nothing yet. */
  public static WarmUps started(ControlSource objects) {
    return new WarmUps(objects, () -> settings(Map.of()), WarmUpKind.SHIPPED);
  }

  static WarmUpSettings settings(Map<String, String> values) {
    return WarmUpSettings.from(Settings.of(WarmUpSettings.ALL, values, Map.of()));
  }

  /** A plan by its document, with apostrophes for quotation marks. */
  public static WarmUpPlan plan(String source, String fields) {
    return WarmUpKind.PLAN.read(
        WarmUpPlan.key(source), 1, ControlJson.read("{" + fields.replace('\'', '"') + "}"));
  }

  private static Source source(String name) {
    return new Source(
        new Origin(name, Optional.empty(), Optional.empty(), Optional.empty()), Map.of());
  }

  static Site site(String provider) {
    var whose =
        new Provider(provider, provider, List.of("mx.example"), true, LimitPatch.read(""), "");
    return new Site("mx.example", List.of("mx.example"), Optional.of(whose));
  }

  /** What a server says to one recipient after the final dot. */
  static TransmissionReport said(int code, String text) {
    return report(SmtpReply.received(code, List.of(text)));
  }

  static TransmissionReport report(SmtpReply reply) {
    return new TransmissionReport(List.of(reply(reply)));
  }

  static RecipientReply reply(SmtpReply reply) {
    return new RecipientReply(
        Recipient.of(EmailAddress.parse("bob@example.org")),
        reply,
        Stage.FINAL_DOT,
        false,
        HostTrace.NONE,
        false);
  }

  static final TransmissionReport TAKEN = said(250, "2.0.0 taken");

  WarmUpFixture with(ControlObject... objects) {
    state = state.with(state.revision() + 1, List.of(objects), List.<ControlKey>of());
    return this;
  }

  WarmUpFixture without(String source) {
    state = state.with(state.revision() + 1, List.of(), List.of(WarmUpPlan.key(source)));
    return this;
  }

  WarmUpFixture with(Map<String, String> values) {
    settings = values;
    return this;
  }

  WarmUps warmUps() {
    return warmUps;
  }

  /** The budget of a day, and what of it went. */
  WarmUpView look(Source source, Site site, Instant now) {
    return warmUps.look(source.name(), WarmUpPlan.providerOf(site), now).orElseThrow();
  }

  /** Sends a mail as a worker does; empty when it may not leave from this source now. */
  boolean sends(Source source, Site site, WarmUpWish wish, TransmissionReport answer, Instant now) {
    boolean may =
        warmUps.screen(List.of(source, WARM), site, wish, now) instanceof Allowed allowed
            && allowed.sources().contains(source);
    Optional<WarmUpClaim> claim = may ? warmUps.claim(source, site, wish, now) : Optional.empty();
    claim.ifPresent(c -> c.settle(answer));
    return claim.isPresent();
  }

  /** Moves what was counted into a table of this fixture. */
  void keeps() {
    for (WarmUpAccounts.Taken each : warmUps.accounts().take()) {
      table.put(each.key(), each.over(Optional.ofNullable(table.get(each.key()))));
    }
    warmUps.accounts().kept(table);
  }

  /** Sends as many as it may within a day, some each quarter of an hour, and keeps the count. */
  long sendsAllDay(Source source, Site site, TransmissionReport answer, Instant midnight) {
    long sent = 0;
    for (int quarter = 0; quarter < 96; quarter++) {
      Instant now = midnight.plusSeconds(900L * quarter);
      while (sends(source, site, FIRST, answer, now)) {
        sent++;
      }
    }
    keeps();
    return sent;
  }
}
