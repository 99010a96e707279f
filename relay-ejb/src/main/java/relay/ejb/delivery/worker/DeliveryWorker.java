package relay.ejb.delivery.worker;

import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import relay.domain.delivery.Attempt;
import relay.domain.delivery.AttemptJudge;
import relay.domain.delivery.Judgement;
import relay.domain.delivery.TargetVerdict;
import relay.domain.delivery.Transmission;
import relay.domain.delivery.TransmissionOrder;
import relay.domain.delivery.TransmissionReport;
import relay.domain.fault.FaultPoint;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.AttemptLedger.Standing;
import relay.domain.journal.EventType;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Recipient;
import relay.domain.queue.EntryId;
import relay.domain.queue.QueueUnavailable;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.NextHop;
import relay.domain.routing.Route;
import relay.domain.routing.StreamRoutes;
import relay.domain.routing.TargetQuotas.Claim;
import relay.domain.routing.TargetQuotas.LookAgain;
import relay.domain.signing.DkimSigner;
import relay.domain.signing.Signatures;
import relay.domain.smtp.SmtpReply;
import relay.domain.traffic.Decision;
import relay.domain.traffic.Decision.Away;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;
import relay.domain.traffic.Experience;
import relay.domain.traffic.Permit;
import relay.ejb.delivery.worker.Marking.Marks;

/**
 * Works on one queue entry from the lane to its outcome. When {@link #work} returns, the entry may
 * be acknowledged; when it throws, the broker must give it out again. Thread-safe.
 */
public final class DeliveryWorker {
  private static final Logger LOG = System.getLogger(DeliveryWorker.class.getName());
  private static final SmtpReply BROKEN =
      SmtpReply.local(451, "4.3.0", "The relay failed while it worked on this mail");
  private static final byte[] NO_FIELDS = new byte[0];

  /** How many targets that stand in a mail tries in one attempt: each may take its whole time. */
  private static final int STAND_INS_MAX = 3;

  private final AttemptLedger ledger;
  private final DkimSigner signer;
  private final StreamRoutes ways;
  private final Transmission transmission;
  private final Departures departures;
  private final AttemptJudge judge;
  private final BrakeCheck brakes;
  private final SuppressionCheck suppressions;
  private final Marking marking;
  private final LateMails late;
  private final Outcomes outcomes;
  private final FaultPoint faults;
  private final InstantSource clock;

  DeliveryWorker(
      AttemptLedger ledger,
      DkimSigner signer,
      StreamRoutes ways,
      Transmission transmission,
      Departures departures,
      AttemptJudge judge,
      BrakeCheck brakes,
      SuppressionCheck suppressions,
      Marking marking,
      LateMails late,
      Outcomes outcomes,
      FaultPoint faults,
      InstantSource clock) {
    this.ledger = ledger;
    this.signer = signer;
    this.ways = ways;
    this.transmission = transmission;
    this.departures = departures;
    this.judge = judge;
    this.brakes = brakes;
    this.suppressions = suppressions;
    this.marking = marking;
    this.late = late;
    this.outcomes = outcomes;
    this.faults = faults;
    this.clock = clock;
  }

  /**
   * Does everything that is due for this entry now. Leaves the content open.
   *
   * @throws QueueUnavailable when what follows could not be queued
   * @throws JournalUnavailable when events could not be written
   */
  public void work(QueuedMail taken) {
    faults.reached(FaultPoint.TAKEN);
    try {
      deliver(taken);
    } catch (QueueUnavailable | JournalUnavailable e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      LOG.log(Logger.Level.ERROR, "mail " + taken.entry() + " could not be worked on; it waits", e);
      setAside(taken);
    }
  }

  private void deliver(QueuedMail taken) throws IOException {
    if (!ledger.isFresh(taken.entry())) {
      repeat(taken);
      return;
    }
    Instant now = clock.instant();
    if (taken.isUnwritten()) {
      late.begin(taken, now);
    }
    if (!brakes.isWanted(taken, now)) {
      return;
    }
    Optional<Judgement> pointless = judge.beforeAttempt(taken, now);
    if (pointless.isPresent()) {
      outcomes.store(pointless.get(), now);
      return;
    }
    QueuedMail mail = taken.released(now);
    Optional<Passage> passage = brakes.pass(mail, now);
    if (passage.isEmpty()) {
      return;
    }
    if (!suppressions.pass(mail, now)) {
      giveBack(passage.get().routes());
      return;
    }
    Optional<Judgement> early = judge.outsideOfWindow(mail, now);
    if (early.isPresent() && !brakes.releases(mail, now)) {
      giveBack(passage.get().routes());
      outcomes.store(early.get(), now);
      return;
    }
    if (isReleased(taken)) {
      outcomes.announce(WorkerEvent.released(taken, brakes.answer(taken, now), now));
    }
    Marks marks = marking.of(mail);
    List<Recipient> recipients = mail.envelope().recipients();
    if (marks.areSingle() && recipients.size() > 1) {
      split(mail, Marking.singly(passage.get(), recipients), marks, now, true);
      return;
    }
    MailInHand hand = new MailInHand(mail, marks, marking, signer);
    Optional<Route> only = passage.get().only();
    if (only.isEmpty()) {
      split(hand.signed(), passage.get(), Marks.NONE, now, true);
    } else {
      attempt(hand, only.get(), passage.get().closed());
    }
  }

  /** The next hop, and those that stand in while nobody at the one before could be talked to. */
  private void attempt(MailInHand hand, Route route, Set<String> closed) throws IOException {
    int standIns = Math.min(route.others().size(), STAND_INS_MAX);
    NextHop hop = route.hop();
    for (int i = 0; i < standIns; i++) {
      if (attempt(hand, hop, closed, true)) {
        return;
      }
      hop = route.others().get(i);
    }
    attempt(hand, hop, closed, false);
  }

  /** False when nothing was done and another next hop is to be tried. */
  private boolean attempt(MailInHand hand, NextHop hop, Set<String> closed, boolean hasStandIn)
      throws IOException {
    if (hop instanceof NextHop.Barred barred) {
      refuse(hand, hop, barred.why());
      return true;
    }
    QueuedMail taken = hand.asItCame();
    int recipients = taken.envelope().recipients().size();
    Optional<LookAgain> full = ways.quotas().lookAgain(hop, recipients);
    if (full.isPresent()) {
      ways.giveBack(hop);
      return waitForQuota(taken, hop, full.get(), hasStandIn);
    }
    Decision decision = departures.decide(taken, hop, closed);
    if (decision instanceof Go go) {
      Optional<Claim> claim = ways.quotas().claim(hop, recipients);
      if (claim.isPresent()) {
        return transmit(hand, hop, go.permit(), claim.get(), hasStandIn);
      }
      go.permit().release(Experience.NONE, clock.instant());
      return attempt(hand, hop, closed, hasStandIn);
    }
    ways.giveBack(hop);
    if (decision instanceof Away && hasStandIn) {
      return false;
    }
    if (decision instanceof Later later) {
      putOff(taken, hop, later.at(), later.reason());
    } else if (decision instanceof Away away) {
      refuse(hand, hop, away.reply());
    }
    return true;
  }

  private void putOff(QueuedMail taken, NextHop hop, Instant until, String reason) {
    Instant now = clock.instant();
    outcomes.store(judge.putOff(taken, hop.name(), until, reason, now), now);
  }

  private void refuse(MailInHand hand, NextHop hop, SmtpReply why) throws IOException {
    QueuedMail mail = hand.signed();
    Instant now = clock.instant();
    outcomes.store(judge.withoutTransmission(new Attempt(mail, hop.name(), now, now), why), now);
  }

  private boolean waitForQuota(QueuedMail taken, NextHop hop, LookAgain later, boolean hasStandIn) {
    if (!hasStandIn) {
      putOff(taken, hop, later.at(), later.reason());
    }
    return !hasStandIn;
  }

  private boolean transmit(
      MailInHand hand, NextHop hop, Permit permit, Claim claim, boolean hasStandIn)
      throws IOException {
    Instant started = clock.instant();
    TransmissionReport report = null;
    try {
      QueuedMail taken = hand.asItCame();
      Optional<Outgoing> outgoing =
          taken.isUnwritten()
              ? late.write(taken, hop.name(), started)
              : Optional.of(hand.outgoing());
      if (outgoing.isEmpty()) {
        return true;
      }
      report = transmission.transmit(order(outgoing.get(), hop, permit));
    } finally {
      claim.settle(report == null ? 0 : TargetVerdict.taken(report));
      if (report == null) {
        ways.giveBack(hop);
        permit.release(Experience.NONE, clock.instant());
      } else {
        permit.release(report, clock.instant());
      }
    }
    faults.reached(FaultPoint.ANSWERED);
    Instant ended = clock.instant();
    if (hop.isTarget()) {
      ways.learn(hop, TargetVerdict.of(report, Duration.between(started, ended)))
          .ifPresent(change -> outcomes.announce(WorkerEvent.changed(change, ended)));
    }
    departures
        .learn(hop, report)
        .ifPresent(news -> outcomes.announce(WorkerEvent.alarm(hop.name(), news, ended)));
    if (hasStandIn && TargetVerdict.mayGoElsewhere(report)) {
      return false;
    }
    var attempt = new Attempt(hand.signed(), hop.name(), permit.source().name(), started, ended);
    outcomes.store(judge.afterAttempt(attempt, report), ended);
    return true;
  }

  private void giveBack(List<Route> routes) {
    routes.forEach(route -> ways.giveBack(route.hop()));
  }

  private TransmissionOrder order(Outgoing outgoing, NextHop hop, Permit permit) {
    QueuedMail mail = outgoing.mail();
    Signatures signatures = outgoing.signatures();
    AtomicBoolean announced = new AtomicBoolean();
    return new TransmissionOrder(
        mail.entry().mail().text(),
        mail.owner(),
        mail.outgoing(),
        hop,
        permit.source().origin(),
        permit.allowance(clock),
        signatures == null ? NO_FIELDS : signatures.fields(),
        mail.content(),
        () -> {
          if (announced.compareAndSet(false, true)) {
            outcomes.announce(WorkerEvent.attempted(mail, hop.name(), signatures, clock.instant()));
          }
        });
  }

  /**
   * One copy for each next hop, in one transaction. Parts of a part (its route was changed while it
   * waited) are numbered so that no two parts of a mail ever share a number.
   *
   * @param marks of each recipient's own copy, which is signed when it is touched, for each
   *     differs; NONE for a mail that is marked already
   */
  private void split(
      QueuedMail mail, Passage passage, Marks marks, Instant decidedAt, boolean isNew)
      throws IOException {
    giveBack(passage.routes());
    EntryId entry = mail.entry();
    int base = Math.multiplyExact(entry.part(), 1 << 16);
    List<QueuedMail> copies = new ArrayList<>(passage.routes().size());
    for (Route route : passage.routes()) {
      int place = copies.size();
      QueuedMail copy =
          mail.part(Math.addExact(base, place + 1), route.hop().name(), route.recipients());
      copies.add(marks.areSingle() ? marking.marked(copy, place, marks) : copy);
    }
    List<MailEvent> events =
        isNew ? List.of(WorkerEvent.split(mail, passage, marks.returnTo(), decidedAt)) : List.of();
    outcomes.split(events, copies, decidedAt);
  }

  /** The journal knows this entry: a crash, or a broker that failed, gave it out again. */
  private void repeat(QueuedMail taken) throws IOException {
    Optional<MailEvent> outcome = recorded(taken);
    if (outcome.filter(e -> e.type() == EventType.SPLIT).isPresent()) {
      Passage passage = Passage.recorded(outcome.get(), taken, ways);
      Marks marks =
          marking.again(taken, WorkerEvent.returnDomain(outcome.get()), passage.isSingle());
      if (marks.areSingle()) {
        split(taken, passage, marks, outcome.get().at(), false);
      } else {
        QueuedMail mail = new MailInHand(taken, marks, marking, signer).signed();
        split(mail, passage, Marks.NONE, outcome.get().at(), false);
      }
      return;
    }
    Instant now = clock.instant();
    Judgement judgement = judge.afterCrash(taken, ledger, now);
    outcomes.store(judgement, outcome.map(MailEvent::at).orElse(now));
  }

  private Optional<MailEvent> recorded(QueuedMail taken) {
    for (Recipient recipient : taken.envelope().recipients()) {
      if (ledger.of(taken.entry(), recipient.address()) instanceof Standing.Ended ended) {
        return Optional.of(ended.outcome());
      }
    }
    return Optional.empty();
  }

  /** Never lost, never tried again at once: it waits like after any other attempt. */
  private void setAside(QueuedMail taken) {
    Instant now = clock.instant();
    if (ledger.isFresh(taken.entry())) {
      var attempt = new Attempt(taken, taken.hop().orElse(""), now, now);
      outcomes.store(judge.withoutTransmission(attempt, BROKEN), now);
    } else {
      outcomes.store(judge.afterCrash(taken, ledger, now), now);
    }
  }

  private static boolean isReleased(QueuedMail taken) {
    return taken.hold().isPresent()
        || taken.entry().attempts() == 0
            && taken.entry().waits() == 1
            && taken.envelope().options().holdUntil().isPresent();
  }
}
