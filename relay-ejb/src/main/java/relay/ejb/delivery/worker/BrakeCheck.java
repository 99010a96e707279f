package relay.ejb.delivery.worker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeBook;
import relay.domain.brake.BrakeKind;
import relay.domain.brake.BrakeVerdict;
import relay.domain.brake.BrakeVerdict.Ended;
import relay.domain.brake.BrakeVerdict.Free;
import relay.domain.brake.BrakeVerdict.Held;
import relay.domain.brake.Brakes;
import relay.domain.brake.MailTraits;
import relay.domain.brake.SlowPace;
import relay.domain.delivery.BrakeJudge;
import relay.domain.delivery.InDoubtJudge;
import relay.domain.delivery.RetryRules;
import relay.domain.mail.Recipient;
import relay.domain.queue.Hold;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.MailFacts;
import relay.domain.routing.Route;
import relay.domain.routing.StreamRoutes;

/**
 * Asks the brakes about an entry at each touch, and finds the ways on of what they let go.
 * Thread-safe.
 */
final class BrakeCheck {
  // A part of a part of a part would have no number; see DeliveryWorker.split.
  private static final int PARTS_OF_PARTS = 1 << 15;
  private final Brakes brakes;
  private final BrakeJudge judge;
  private final InDoubtJudge doubts;
  private final StreamRoutes ways;
  private final Outcomes outcomes;
  private final SlowPace pace = new SlowPace();

  BrakeCheck(Brakes brakes, RetryRules rules, StreamRoutes ways, Outcomes outcomes) {
    this.brakes = brakes;
    this.judge = new BrakeJudge(rules);
    this.doubts = new InDoubtJudge(rules);
    this.ways = ways;
    this.outcomes = outcomes;
  }

  /**
   * Whether the mail is to be delivered as far as an operator was asked about it. Where it is not,
   * what follows from his answer, or from its lack, is stored.
   */
  boolean isWanted(QueuedMail mail, Instant now) {
    if (mail.hold().filter(Hold::isInDoubt).isEmpty()) {
      return true;
    }
    if (ends(mail, now)) {
      return false;
    }
    if (doubts.judge(mail, answer(mail, now), now) instanceof InDoubtJudge.Verdict.Over over) {
      outcomes.store(over.judgement(), now);
      return false;
    }
    return true;
  }

  /** What an operator said about a mail in doubt. */
  Optional<Brake> answer(QueuedMail mail, Instant now) {
    return mail.hold().filter(Hold::isInDoubt).isEmpty()
        ? Optional.empty()
        : brakes.current().answer(mail, mail.envelope().recipients().get(0).address(), now);
  }

  /**
   * The ways on. Empty when a brake held or ended the whole mail, which is stored then. Recipients
   * that fare differently are given ways of their own, so that each part is asked about again.
   */
  Optional<Passage> pass(QueuedMail mail, Instant now) {
    BrakeBook book = brakes.current();
    List<Recipient> recipients = mail.envelope().recipients();
    MailFacts facts = Passage.factsOf(mail);
    if (book.isEmpty()) {
      return Optional.of(new Passage(ways.routes(facts, recipients)));
    }
    Map<BrakeVerdict, List<Recipient>> verdicts = book.verdicts(mail, now);
    if (verdicts.size() == 1) {
      BrakeVerdict only = verdicts.keySet().iterator().next();
      if (only instanceof Held held) {
        outcomes.store(judge.hold(mail, held.brake(), now), now);
        return Optional.empty();
      }
      if (only instanceof Ended ended) {
        outcomes.store(judge.end(mail, ended.brake(), now), now);
        return Optional.empty();
      }
      return waits(mail, (Free) only, now)
          ? Optional.empty()
          : Optional.of(new Passage(routes(facts, only, recipients), ((Free) only).closed()));
    }
    if (mail.entry().part() >= PARTS_OF_PARTS) {
      Optional<Brake> strictest = strictest(verdicts);
      if (strictest.isPresent()) {
        outcomes.store(judge.hold(mail, strictest.get(), now), now);
        return Optional.empty();
      }
    }
    List<Route> routes = new ArrayList<>();
    verdicts.forEach((verdict, some) -> routes.addAll(routes(facts, verdict, some)));
    return Optional.of(new Passage(routes));
  }

  /** Whether a brake has it come again later; that is stored then. */
  private boolean waits(QueuedMail mail, Free free, Instant now) {
    if (free.slow().isEmpty()) {
      return false;
    }
    Brake slow = free.slow().get();
    int recipients = mail.envelope().recipients().size();
    Optional<Instant> later = pace.wait(slow, mail.entry().waits() > 0, recipients, now);
    later.ifPresent(at -> outcomes.store(judge.slow(mail, slow, at, now), now));
    return later.isPresent();
  }

  /** Whether an operator lets all of it go, although something else would hold it. */
  boolean releases(QueuedMail mail, Instant now) {
    BrakeBook book = brakes.current();
    if (book.isEmpty()) {
      return false;
    }
    MailTraits traits = MailTraits.of(mail);
    return mail.envelope().recipients().stream()
        .map(recipient -> book.matching(traits, MailTraits.domainOf(recipient.address()), now))
        .allMatch(some -> some.stream().anyMatch(b -> b.kind() == BrakeKind.RELEASE));
  }

  /** Ends a whole mail where a brake does that; whether one did. */
  boolean ends(QueuedMail mail, Instant now) {
    BrakeBook book = brakes.current();
    Map<BrakeVerdict, List<Recipient>> verdicts =
        book.isEmpty() ? Map.of() : book.verdicts(mail, now);
    if (verdicts.size() != 1 || !(verdicts.keySet().iterator().next() instanceof Ended ended)) {
      return false;
    }
    outcomes.store(judge.end(mail, ended.brake(), now), now);
    return true;
  }

  /** A part that cannot be split once more waits as a whole: nothing goes that must not. */
  private static Optional<Brake> strictest(Map<BrakeVerdict, List<Recipient>> verdicts) {
    for (BrakeVerdict verdict : verdicts.keySet()) {
      if (verdict instanceof Held held) {
        return Optional.of(held.brake());
      }
      if (verdict instanceof Ended ended) {
        return Optional.of(ended.brake());
      }
    }
    return Optional.empty();
  }

  private List<Route> routes(MailFacts facts, BrakeVerdict verdict, List<Recipient> recipients) {
    Optional<String> named =
        verdict instanceof Free free ? free.reroute().flatMap(Brake::route) : Optional.empty();
    return ways.routes(facts, recipients, named);
  }
}
