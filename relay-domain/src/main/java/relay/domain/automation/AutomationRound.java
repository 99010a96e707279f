package relay.domain.automation;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.automation.AutomationLedger.Guest;
import relay.domain.automation.AutomationPost.Posting;
import relay.domain.campaign.AutomationSettings;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlSource;
import relay.domain.fault.FaultPoint;
import relay.domain.journal.Journal;
import relay.domain.queue.MailQueues;
import relay.domain.queue.QueuedMail;
import relay.domain.view.ViewUnavailable;

/**
 * Looks again and again at who is due and moves each on. That a mail is about to go is in the
 * ledger before it goes, with the step and the node, so that after a crash this node sends that
 * same mail again, which its broker knows by the id, and no other node does. {@link #look} runs on
 * one thread at a time.
 */
public final class AutomationRound {
  private static final Logger LOG = System.getLogger(AutomationRound.class.getName());
  private static final Duration LATER = Duration.ofMinutes(1);
  private final ControlSource control;
  private final AutomationLedger ledger;
  private final AutomationTriggers triggers;
  private final StepWalk walk;
  private final AutomationPost post;
  private final Outlets outlets;
  private final Supplier<AutomationSettings> settings;
  private final InstantSource clock;
  private final Set<ControlKey> emptied = new HashSet<>();

  /** Where what automations do goes to, from this node. */
  public record Outlets(MailQueues queues, Journal journal, FaultPoint faults, String node) {}

  public AutomationRound(
      ControlSource control,
      AutomationLedger ledger,
      AutomationTriggers triggers,
      ContactGround ground,
      AutomationPost post,
      Outlets outlets,
      Supplier<AutomationSettings> settings,
      InstantSource clock) {
    this.control = control;
    this.ledger = ledger;
    this.triggers = triggers;
    this.walk = new StepWalk(ground, new SendGate());
    this.post = post;
    this.outlets = outlets;
    this.settings = settings;
    this.clock = clock;
  }

  /** Looks once; whether there is more to do at once. */
  public boolean look() {
    try {
      List<Automation> active = new ArrayList<>();
      boolean more = false;
      for (Automation each : control.state().all(AutomationKind.AUTOMATION)) {
        if (each.isActive()) {
          active.add(each);
          more |= triggers.look(each, clock.instant());
        } else if (each.state() == AutomationState.ENDED) {
          empty(each);
        }
      }
      return !active.isEmpty() && moveOn(active) || more;
    } catch (ViewUnavailable e) {
      LOG.log(Logger.Level.DEBUG, "automations wait for the database", e);
      return false;
    }
  }

  private void empty(Automation ended) {
    if (!emptied.contains(ended.key())) {
      ledger.end(ended, clock.instant());
      emptied.add(ended.key());
    }
  }

  private boolean moveOn(List<Automation> active) {
    AutomationSettings bounds = settings.get();
    Instant now = clock.instant();
    List<Guest> guests = ledger.claim(active, outlets.node(), bounds.batch(), bounds.lease(), now);
    if (guests.isEmpty()) {
      return false;
    }
    Map<String, Automation> byKey = new HashMap<>();
    active.forEach(each -> byKey.put(key(each.tenant(), each.id()), each));
    List<Guest> senders = new ArrayList<>();
    List<Walked> walked = new ArrayList<>();
    for (Guest guest : guests) {
      Entry entry = guest.entry();
      if (entry.sending()) {
        senders.add(guest); // cut off between the two notes: once more the same
        continue;
      }
      Automation automation = byKey.get(key(entry.tenant(), entry.automation()));
      Walked way = walk.walk(entry, automation, guest.contact().fields().zone(), now);
      walked.add(way);
      if (way.sends()) {
        senders.add(new Guest(way.entry(), guest.contact()));
      }
    }
    outlets.journal().writeDurably(AutomationEvents.of(walked, guests));
    ledger.note(walked, now);
    outlets.faults().reached(FaultPoint.AUTOMATION_WALKED);
    send(senders, guests, byKey, now);
    return guests.size() >= bounds.batch() || !senders.isEmpty();
  }

  private void send(
      List<Guest> senders, List<Guest> before, Map<String, Automation> byKey, Instant now) {
    if (senders.isEmpty()) {
      return;
    }
    Set<Long> repeated = new HashSet<>();
    before.stream().map(Guest::entry).filter(Entry::sending).forEach(e -> repeated.add(e.id()));
    List<Posting> postings = new ArrayList<>();
    for (Guest guest : senders) {
      Entry entry = guest.entry();
      Automation automation = byKey.get(key(entry.tenant(), entry.automation()));
      postings.add(post.judge(automation, guest, (Step.Send) step(entry).action(), now));
    }
    postings = post.withinCaps(senders, postings, now);
    List<QueuedMail> mails = new ArrayList<>();
    List<Walked> sent = new ArrayList<>();
    for (int i = 0; i < postings.size(); i++) {
      Entry entry = senders.get(i).entry();
      if (postings.get(i) instanceof Posting.Goes goes) {
        mails.add(goes.mail());
      }
      sent.add(walked(entry, step(entry), postings.get(i), repeated.contains(entry.id()), now));
    }
    if (!mails.isEmpty()) {
      outlets.queues().move(mails, now);
    }
    outlets.faults().reached(FaultPoint.AUTOMATION_QUEUED);
    ledger.note(sent, now);
    outlets.faults().reached(FaultPoint.AUTOMATION_NOTED);
  }

  /**
   * @param repeated whether the mail may have been sent before a crash, so that it stays with us
   */
  private static Walked walked(
      Entry entry, Step step, Posting posting, boolean repeated, Instant now) {
    Entry next = entry.at(entry.place() + 1, false);
    if (posting instanceof Posting.Goes goes) {
      String id = goes.mail().entry().mail().text();
      return one(next, now, Optional.empty(), print(entry, step, now, "sent", id));
    } else if (posting instanceof Posting.Skipped skipped) {
      return one(next, now, Optional.empty(), print(entry, step, now, "skipped", skipped.why()));
    } else if (posting instanceof Posting.NotNow not) {
      return one(
          entry.at(entry.place(), repeated),
          not.until().orElse(now.plus(LATER)),
          Optional.empty(),
          print(entry, step, now, "put-off", not.why()));
    }
    return one(
        entry,
        now,
        Optional.of(EntryEnd.NO_CONSENT),
        print(entry, step, now, "skipped", "no-consent"));
  }

  private static Step step(Entry entry) {
    return entry.steps().get(entry.place());
  }

  private static Walked one(Entry entry, Instant due, Optional<EntryEnd> end, Footprint print) {
    return new Walked(entry, due, end, List.of(print), List.of());
  }

  private static Footprint print(Entry entry, Step step, Instant at, String what, String detail) {
    return new Footprint(entry.place(), step.name(), at, what, detail);
  }

  private static String key(String tenant, String id) {
    return tenant + '/' + id;
  }
}
