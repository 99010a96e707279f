package relay.domain.brake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.brake.BrakeVerdict.Ended;
import relay.domain.brake.BrakeVerdict.Free;
import relay.domain.brake.BrakeVerdict.Held;
import relay.domain.mail.Recipient;
import relay.domain.queue.QueuedMail;

/**
 * The brakes in force, compiled for the mail path: the cost of a question does not grow with their
 * number. Immutable; what has run out since is left out by time.
 */
public final class BrakeBook {
  /** No brakes. */
  public static final BrakeBook EMPTY = new BrakeBook(List.of());

  private final List<Brake> brakes;
  private final BrakeIndex index;

  private BrakeBook(List<Brake> brakes) {
    this.brakes = brakes;
    this.index = new BrakeIndex(brakes);
  }

  /** The book of those that are in force at a time; the others are left out. */
  public static BrakeBook of(Collection<Brake> brakes, Instant now) {
    List<Brake> active = brakes.stream().filter(b -> b.isActiveAt(now)).toList();
    return active.isEmpty() ? EMPTY : new BrakeBook(active);
  }

  /** True when there is nothing to ask: the usual case. */
  public boolean isEmpty() {
    return brakes.isEmpty();
  }

  /** All of them, some of which may have run out since. */
  public List<Brake> brakes() {
    return brakes;
  }

  /** Every brake that matches a recipient of this domain now, the deciding one first. */
  public List<Brake> matching(MailTraits traits, String recipientDomain, Instant now) {
    List<Brake> matching = new ArrayList<>(2);
    for (Brake brake : index.candidates(traits, recipientDomain)) {
      if (brake.isActiveAt(now) && brake.scope().matches(traits, recipientDomain, now)) {
        matching.add(brake);
      }
    }
    // Of equals the one that lasts longest: a mail that waits is then moved the fewest times.
    matching.sort(
        (a, b) ->
            a.kind() == b.kind()
                ? a.until().equals(b.until())
                    ? a.id().compareTo(b.id())
                    : b.until().compareTo(a.until())
                : a.kind().compareTo(b.kind()));
    return matching;
  }

  /** What is to be done with a recipient of this domain. */
  public BrakeVerdict verdict(MailTraits traits, String recipientDomain, Instant now) {
    Optional<Brake> reroute = Optional.empty();
    boolean released = false;
    for (Brake brake : matching(traits, recipientDomain, now)) {
      switch (brake.kind()) {
        case STOP -> {
          return new Held(brake);
        }
        case BOUNCE, EXPIRE -> {
          return new Ended(brake);
        }
        case RELEASE -> released = true;
        case HOLD, SUSPEND -> {
          if (!released) {
            return new Held(brake);
          }
        }
        case REROUTE -> reroute = reroute.or(() -> Optional.of(brake));
        // A retry is asked for once, of what waits; it says nothing about what is under way.
        default -> {}
      }
    }
    return reroute.isEmpty() ? BrakeVerdict.FREE : new Free(reroute);
  }

  /** The recipients of a mail by what is to be done with them, in their order. */
  public Map<BrakeVerdict, List<Recipient>> verdicts(QueuedMail mail, Instant now) {
    MailTraits traits = MailTraits.of(mail);
    List<Recipient> recipients = mail.envelope().recipients();
    if (recipients.size() == 1) {
      String domain = MailTraits.domainOf(recipients.get(0).address());
      return Map.of(verdict(traits, domain, now), recipients);
    }
    Map<String, BrakeVerdict> byDomain = new LinkedHashMap<>();
    Map<BrakeVerdict, List<Recipient>> groups = new LinkedHashMap<>();
    for (Recipient recipient : recipients) {
      BrakeVerdict verdict =
          byDomain.computeIfAbsent(
              MailTraits.domainOf(recipient.address()), d -> verdict(traits, d, now));
      groups.computeIfAbsent(verdict, v -> new ArrayList<>()).add(recipient);
    }
    return groups;
  }
}
