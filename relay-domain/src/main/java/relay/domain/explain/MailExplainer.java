package relay.domain.explain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.backup.Primaries;
import relay.domain.brake.Brakes;
import relay.domain.brake.MailTraits;
import relay.domain.brake.SlowPace;
import relay.domain.control.Responsible;
import relay.domain.delivery.AttemptJudge;
import relay.domain.delivery.LockedContentJudge;
import relay.domain.delivery.RetrySchedule;
import relay.domain.egress.EgressDesk;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.quota.QuotaDesk;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.reception.Ruling;
import relay.domain.retention.RetentionRules;
import relay.domain.routing.DnssecTrail;
import relay.domain.routing.HostSearch;
import relay.domain.routing.MailFacts;
import relay.domain.routing.StreamRoutes;
import relay.domain.routing.TargetQuotas;
import relay.domain.signing.DkimSigner;
import relay.domain.traffic.Sites;
import relay.domain.traffic.TrafficControl;
import relay.domain.transport.TransportRules;
import relay.domain.view.RecipientChange;
import relay.domain.view.RecipientState;
import relay.domain.warmup.WarmUpVerdict;
import relay.domain.warmup.WarmUps;

/**
 * Tells what becomes of a mail and why, by the very rules of the mail path. Asks the DNS, so it may
 * take some seconds; changes nothing. Thread-safe.
 */
public final class MailExplainer {
  /** Most recipients that are explained at a time: each may cost questions to the DNS. */
  public static final int RECIPIENTS_MAX = 20;

  private static final String IN_DOUBT = "in_doubt";

  private final Supplier<ReceptionPolicy> policy;
  private final QuotaDesk quotas;
  private final DkimSigner signer;
  private final DeliveryExplainer delivery;
  private final RetrySchedule schedule;
  private final RetentionRules retention;
  private final InstantSource clock;

  /** The rules of delivery. */
  public record DeliveryRules(
      Brakes brakes,
      StreamRoutes ways,
      HostSearch hosts,
      DnssecTrail dnssec,
      TransportRules transport,
      TrafficControl traffic,
      Sites sites,
      EgressDesk egress,
      WarmUps warmUps,
      Primaries primaries,
      RetrySchedule schedule) {}

  /**
   * @param policy as it is now, asked for each mail
   */
  public MailExplainer(
      Supplier<ReceptionPolicy> policy,
      QuotaDesk quotas,
      DkimSigner signer,
      DeliveryRules rules,
      RetentionRules retention,
      InstantSource clock) {
    this.policy = policy;
    this.quotas = quotas;
    this.signer = signer;
    this.schedule = rules.schedule();
    this.retention = retention;
    this.clock = clock;
    this.delivery = new DeliveryExplainer(rules, clock);
  }

  /** A mail that nobody has handed in. */
  public Explanation explain(HypotheticalMail mail) {
    Instant now = clock.instant();
    DoorExplainer door = new DoorExplainer(policy.get(), quotas, signer);
    try {
      door.ask(mail, now);
    } catch (IOException e) {
      throw new UncheckedIOException("a header in memory could not be read", e);
    }
    if (door.taken().isEmpty()) {
      return new Explanation(now, Optional.empty(), Optional.empty(), door.steps(), List.of());
    }
    Ruling.Taken taken = door.taken().get();
    Lane lane = taken.stream().lane();
    var traits =
        new MailTraits(
            taken.owner().tenant(),
            taken.owner().stream(),
            taken.owner().campaign(),
            taken.mail().envelope().sender().address().map(MailTraits::domainOf).orElse(""),
            // an id that no mail has: no brake about a message can mean it
            QueueId.derived(now, "hypothetical"),
            now);
    Instant limit = schedule.expiryOf(taken.owner(), lane, now, MailOptions.NONE);
    MailFacts facts =
        MailFacts.without(
            taken.owner(), lane, taken.mail().envelope().sender(), mail.size(), "hypothetical");
    List<RecipientExplanation> recipients = new ArrayList<>();
    for (Recipient recipient : taken.mail().envelope().recipients()) {
      List<Step> steps =
          new ArrayList<>(delivery.next(traits, facts, lane, recipient.address(), now));
      steps.add(delivery.retries(taken.owner(), lane, 0, now, limit));
      steps.add(keeping(taken.owner(), now));
      recipients.add(new RecipientExplanation(recipient.address(), steps));
    }
    return new Explanation(
        now, Optional.of(taken.owner()), Optional.of(lane), door.steps(), recipients);
  }

  /** A mail that is ours: why it is where it is, and what comes next. */
  public Explanation explain(StoredMail mail) {
    Instant now = clock.instant();
    Instant limit =
        mail.expiresAt()
            .orElseGet(
                () ->
                    schedule.expiryOf(
                        mail.owner(), mail.lane(), mail.traits().acceptedAt(), MailOptions.NONE));
    MailFacts facts = mail.facts();
    List<RecipientExplanation> recipients = new ArrayList<>();
    for (StoredMail.StoredRecipient recipient : mail.openFirst(RECIPIENTS_MAX)) {
      RecipientChange standing = recipient.standing();
      List<Step> steps = new ArrayList<>();
      steps.add(state(mail, standing));
      if (standing.state().isOpen()) {
        steps.addAll(delivery.next(mail.traits(), facts, mail.lane(), recipient.address(), now));
        Instant last = standing.nextAttempt().filter(now::isBefore).orElse(now);
        steps.add(
            delivery.retries(mail.owner(), mail.lane(), standing.attempts() + 1, last, limit));
      }
      steps.add(keeping(mail.owner(), mail.traits().acceptedAt()));
      recipients.add(new RecipientExplanation(recipient.address(), steps));
    }
    return new Explanation(
        now, Optional.of(mail.owner()), Optional.of(mail.lane()), List.of(), recipients);
  }

  private Step keeping(MailOwner owner, Instant acceptedAt) {
    Duration records = retention.records(owner);
    return Step.go(
        Topic.RETENTION,
        "its records are kept for "
            + words(records)
            + ", until "
            + acceptedAt.plus(records).truncatedTo(ChronoUnit.SECONDS)
            + ", and longer while it is open; its content, where one is kept, for "
            + words(retention.contents(owner)),
        retention.recordsDecidedBy(owner),
        retention.contentsDecidedBy(owner));
  }

  private static String words(Duration age) {
    Duration days = Duration.ofDays(age.toDays());
    if (!days.equals(age)) {
      return age.toString().substring(2).toLowerCase(Locale.ROOT);
    }
    return days.toDays() == 1 ? "1 day" : days.toDays() + " days";
  }

  private Step state(StoredMail mail, RecipientChange standing) {
    if (standing.state() == RecipientState.DEFERRED) {
      return Step.waits(
          Topic.STATE,
          "attempt " + standing.attempts() + at(standing) + " did not succeed: " + standing.reply(),
          standing.nextAttempt(),
          schedule.decidedBy(mail.owner(), mail.lane()).get(0));
    }
    if (standing.state() == RecipientState.HELD) {
      return held(standing);
    }
    if (standing.state() == RecipientState.QUEUED) {
      return Step.go(Topic.STATE, "in the queue since " + standing.at() + "; a worker takes it up");
    }
    String said = standing.reply().isEmpty() ? "" : ": " + standing.reply();
    String done = standing.state().label() + at(standing) + " at " + standing.at() + said;
    return standing.state() == RecipientState.DELIVERED
        ? Step.go(Topic.STATE, done)
        : Step.end(Topic.STATE, done, Optional.empty());
  }

  /** The reason is a word, and behind it the id of the brake where one decided. */
  private static Step held(RecipientChange standing) {
    String[] reason = standing.reason().split(" ", 2);
    String why =
        switch (reason[0]) {
          case "brake" -> "put aside by a brake: " + standing.reply();
          case SlowPace.REASON -> "a brake lets such mail go slowly only";
          case "destination_busy" -> "its destination has all that it may have of us";
          case "destination_limit" -> "a limit of its destination holds it: " + reason[1];
          case WarmUpVerdict.REASON ->
              "its sources are being warmed up, and their budget is used up for now: " + reason[1];
          case AttemptJudge.OUTSIDE -> "outside of the send window of its stream";
          case TargetQuotas.REASON ->
              "the quota of target " + reason[1] + " is used up for this day (UTC)";
          case "quota" -> "above a limit: held until there is room";
          case LockedContentJudge.REASON -> "its content cannot be opened: " + standing.reply();
          case Primaries.AWAY ->
              "kept for the mail servers of " + reason[1] + ", which are away and are probed";
          case Primaries.RETURNING ->
              "the mail servers of " + reason[1] + " are back; mail goes there in growing numbers";
          case IN_DOUBT ->
              "nobody knows whether it arrived ("
                  + standing.reply()
                  + "); an operator decides (relay in-doubt), or the time to do so ends";
          case "held-by-sender" -> "held until the time that its sender wished";
          case "" -> "held until its time comes";
          default -> "held: " + standing.reason();
        };
    boolean byBrake = reason[0].equals("brake") || reason[0].equals(SlowPace.REASON);
    return reason.length == 2 && byBrake
        ? Step.waits(Topic.STATE, why, standing.nextAttempt(), new Responsible("brake", reason[1]))
        : Step.waits(Topic.STATE, why, standing.nextAttempt());
  }

  private static String at(RecipientChange standing) {
    return standing.host().isEmpty() ? "" : " at " + standing.host();
  }
}
