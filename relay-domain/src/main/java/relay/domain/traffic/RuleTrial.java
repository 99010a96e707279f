package relay.domain.traffic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.Origin;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionReport;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Recipient;
import relay.domain.smtp.SmtpReply;

/**
 * Rules about replies on trial: what was said in the past is played to the controllers of the
 * flows, in its order, and how often they would have restricted something is counted. What came
 * while a flow would have paused is left out, for it would not have been sent. One thread; bounded
 * by {@code traffic.destinations-max}.
 */
public final class RuleTrial {
  static final int FIRINGS_SHOWN = 5;

  /** Nobody's address: what a recipient is called says nothing to a rule. */
  private static final Recipient SOMEBODY =
      Recipient.of(new EmailAddress("somebody", "example.org"));

  /** How many attempts were under way then is not known. */
  private static final int RUNNING = 2;

  private final TrafficSettings settings;
  private final ReplyRules rules;
  private final Map<String, Governor> governors;
  private final Map<String, Fired> fired = new HashMap<>();

  /**
   * What was said, as it is played.
   *
   * @param host that said it
   * @param source that the mail left from
   * @param sample of the reply, for evidence; without what tells one mail from another
   */
  public record Said(
      String host, String source, SmtpReply reply, Stage stage, Instant at, String sample) {}

  /** A restriction that a rule would have begun or made narrower. */
  public record Firing(String flow, Reaction reaction, Instant at, List<String> evidence) {}

  /**
   * How often a rule would have fired.
   *
   * @param first of them, at most {@link #FIRINGS_SHOWN}
   */
  public record Fired(long count, List<Firing> first) {
    static final Fired NEVER = new Fired(0, List.of());

    Fired and(Firing one) {
      if (first.size() >= FIRINGS_SHOWN) {
        return new Fired(count + 1, first);
      }
      List<Firing> more = new ArrayList<>(first);
      more.add(one);
      return new Fired(count + 1, List.copyOf(more));
    }
  }

  private RuleTrial(TrafficSettings settings, ReplyRules rules) {
    this.settings = settings;
    this.rules = rules;
    int most = settings.destinationsMax();
    this.governors =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Governor> eldest) {
            return size() > most;
          }
        };
  }

  /** With the rules in force. */
  public static RuleTrial of(TrafficSettings settings) {
    return new RuleTrial(settings, settings.flows().replies());
  }

  /**
   * With others.
   *
   * @param changes by name, as in settings; an empty text takes the operator's rule away
   * @throws IllegalArgumentException for the first that is no rule
   */
  public static RuleTrial of(TrafficSettings settings, Map<String, String> changes) {
    Map<String, Optional<ReplyRule>> read = new TreeMap<>();
    changes.forEach(
        (name, text) ->
            read.put(
                name, text.isBlank() ? Optional.empty() : Optional.of(ReplyRule.read(name, text))));
    return new RuleTrial(settings, settings.flows().replies().with(read));
  }

  /** Whose server has this name; empty when it is no provider's. */
  public String providerOf(String host) {
    return settings.flows().providerOf(host).map(Provider::id).orElse("");
  }

  /** The rule that a reply of this host matches. */
  public Optional<ReplyRule> match(String host, SmtpReply reply) {
    return rules.match(reply, settings.flows().providerOf(host).map(Provider::id));
  }

  /** Plays one reply; a positive one counts, too. */
  public void play(Said said) {
    String flow = flow(said);
    Governor governor = governors.computeIfAbsent(flow, Governor::new);
    if (governor.pausedUntil(said.at()).isPresent()) {
      return;
    }
    var one =
        new RecipientReply(SOMEBODY, said.reply(), said.stage(), false, HostTrace.NONE, false);
    Experience whole =
        Experience.of(
            new TransmissionReport(List.of(one)),
            rules,
            settings.flows().providerOf(said.host()).map(Provider::id));
    Experience clean =
        new Experience(whole.reach(), whole.taken(), whole.deferred(), whole.rule(), said.sample());
    List<Restriction> before = governor.restrictions();
    governor.learn(clean, said.at(), RUNNING, settings.deferralsBeforeProbing(), said.at());
    governor.news();
    whole.rule().ifPresent(rule -> count(rule, before, governor.restrictions(), flow, said.at()));
  }

  private void count(
      ReplyRule rule, List<Restriction> before, List<Restriction> after, String flow, Instant at) {
    Optional<Restriction> now = of(rule.reaction(), after);
    if (now.isPresent() && isNarrower(now.get(), of(rule.reaction(), before))) {
      var firing = new Firing(flow, rule.reaction(), at, now.get().evidence());
      fired.merge(rule.id(), Fired.NEVER.and(firing), (known, one) -> known.and(firing));
    }
  }

  private static Optional<Restriction> of(Reaction kind, List<Restriction> all) {
    return all.stream().filter(r -> r.kind() == kind).findFirst();
  }

  private static boolean isNarrower(Restriction now, Optional<Restriction> before) {
    OptionalLong was = before.map(Restriction::value).orElse(OptionalLong.empty());
    return before.isEmpty()
        || now.kind() == Reaction.PAUSE && !now.until().equals(before.get().until())
        || was.isPresent() && now.value().orElse(0) < was.getAsLong();
  }

  private String flow(Said said) {
    String name = settings.flows().site(List.of(said.host())).flowName();
    return said.source().equals(Origin.DEFAULT_SOURCE) ? name : name + "@" + said.source();
  }

  /** How often a rule would have fired until now. */
  public Fired fired(String rule) {
    return fired.getOrDefault(rule, Fired.NEVER);
  }
}
