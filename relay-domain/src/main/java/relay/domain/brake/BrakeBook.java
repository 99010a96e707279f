package relay.domain.brake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import relay.domain.brake.BrakeVerdict.Ended;
import relay.domain.brake.BrakeVerdict.Free;
import relay.domain.brake.BrakeVerdict.Held;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Recipient;
import relay.domain.queue.QueuedMail;

/**
 * The brakes in force, compiled for the mail path: the cost of a question does not grow with their
 * number. Immutable; what has run out since is left out by time.
 */
public final class BrakeBook {
  /** No brakes. */
  public static final BrakeBook EMPTY =
      new BrakeBook(List.of(), Instant.EPOCH, d -> Optional.empty(), m -> List.of());

  private final List<Brake> brakes;
  private final BrakeIndex index;
  private final BrakeIndex stops;
  private final boolean hasStops;
  private final Instant madeAt;
  private final Function<String, Optional<String>> providerOf;
  private final Function<MailTraits, List<String>> sourcesOf;

  private BrakeBook(
      List<Brake> brakes,
      Instant madeAt,
      Function<String, Optional<String>> providerOf,
      Function<MailTraits, List<String>> sourcesOf) {
    // Nobody waits for the DNS at the door, and pools may have other sources a moment later: such
    // a stop holds what was taken.
    List<Brake> some =
        brakes.stream()
            .filter(b -> b.kind() == BrakeKind.STOP && b.scope().knownLate().isEmpty())
            .toList();
    this.providerOf = providerOf;
    this.sourcesOf = sourcesOf;
    this.brakes = brakes;
    this.index = new BrakeIndex(brakes);
    this.stops = new BrakeIndex(some);
    this.hasStops = !some.isEmpty();
    this.madeAt = madeAt;
  }

  /**
   * The book of those that are in force at a time; the others are left out. What names a provider
   * or an egress source matches nothing until {@link #asking} tells whom to ask.
   */
  public static BrakeBook of(Collection<Brake> brakes, Instant now) {
    List<Brake> active = brakes.stream().filter(b -> b.isActiveAt(now)).toList();
    return active.isEmpty()
        ? EMPTY
        : new BrakeBook(active, now, d -> Optional.empty(), m -> List.of());
  }

  /**
   * The same book.
   *
   * @param providers the id of the provider of a domain; asked about mail that meets all other
   *     conditions of a brake that names one, and may take its time
   * @param sources names of the egress sources that a mail may leave from, in the order of its pool
   */
  public BrakeBook asking(
      Function<String, Optional<String>> providers, Function<MailTraits, List<String>> sources) {
    return isEmpty() ? this : new BrakeBook(brakes, madeAt, providers, sources);
  }

  /** True when there is nothing to ask: the usual case. */
  public boolean isEmpty() {
    return brakes.isEmpty();
  }

  /** Whether anything is to be refused at the door. */
  public boolean hasStops() {
    return hasStops;
  }

  /**
   * A stop that a mail is under as far as that can be told before it is there, by the time at which
   * this book was made.
   *
   * @param arriving with empty texts for what is not known yet
   * @param recipientDomain empty text while it is not known
   */
  public Optional<Brake> stop(MailTraits arriving, String recipientDomain) {
    return hasStops ? stop(arriving, recipientDomain, madeAt) : Optional.empty();
  }

  /** The stop that a whole mail is under; empty when one of its recipients is under none. */
  public Optional<Brake> stop(QueuedMail mail, Instant now) {
    if (!hasStops) {
      return Optional.empty();
    }
    MailTraits traits = MailTraits.of(mail);
    Optional<Brake> first = Optional.empty();
    for (Recipient recipient : mail.envelope().recipients()) {
      Optional<Brake> stop = stop(traits, MailTraits.domainOf(recipient.address()), now);
      if (stop.isEmpty()) {
        return stop;
      }
      first = first.or(() -> stop);
    }
    return first;
  }

  private Optional<Brake> stop(MailTraits traits, String recipientDomain, Instant now) {
    return stops.candidates(traits, recipientDomain).stream()
        .filter(b -> b.isActiveAt(now) && b.scope().matches(traits, recipientDomain, now))
        .findFirst();
  }

  /** All of them, some of which may have run out since. */
  public List<Brake> brakes() {
    return brakes;
  }

  /** Every brake that matches a recipient of this domain now, the deciding one first. */
  public List<Brake> matching(MailTraits traits, String recipientDomain, Instant now) {
    List<Brake> matching = new ArrayList<>(2);
    for (Brake brake : index.candidates(traits, recipientDomain)) {
      if (brake.isActiveAt(now)
          && brake.scope().matches(traits, recipientDomain, now)
          && mayLeaveBy(brake, traits)
          && isAtProvider(brake, recipientDomain)) {
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

  private boolean mayLeaveBy(Brake brake, MailTraits traits) {
    Optional<String> source = brake.scope().source();
    return source.isEmpty() || sourcesOf.apply(traits).contains(source.get());
  }

  private boolean isAtProvider(Brake brake, String domain) {
    Optional<String> wanted = brake.scope().provider();
    return wanted.isEmpty() || providerOf.apply(domain).equals(wanted);
  }

  /**
   * What is to be done with a recipient of this domain. Where a brake names an egress source, each
   * source that the mail may leave from is asked about: it leaves from those that are free, and
   * only where none is, what is said of the first of them is done.
   */
  public BrakeVerdict verdict(MailTraits traits, String recipientDomain, Instant now) {
    List<Brake> matching = matching(traits, recipientDomain, now);
    return matching.stream().allMatch(b -> b.scope().source().isEmpty())
        ? verdict(matching)
        : SourceVerdict.of(
            sourcesOf.apply(traits), source -> verdict(SourceVerdict.from(source, matching)));
  }

  private static BrakeVerdict verdict(List<Brake> matching) {
    Optional<Brake> reroute = Optional.empty();
    Optional<Brake> slow = Optional.empty();
    boolean released = false;
    for (Brake brake : matching) {
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
        case SLOW -> {
          if (!released && slow.filter(s -> !isSlower(brake, s)).isEmpty()) {
            slow = Optional.of(brake);
          }
        }
        case REROUTE -> reroute = reroute.or(() -> Optional.of(brake));
        // A retry is asked for once, of what waits; it says nothing about what is under way.
        default -> {}
      }
    }
    return reroute.isEmpty() && slow.isEmpty()
        ? BrakeVerdict.FREE
        : new Free(reroute, slow, Set.of());
  }

  private static boolean isSlower(Brake one, Brake other) {
    return one.perMinute().orElseThrow() < other.perMinute().orElseThrow();
  }

  /**
   * What an operator has decided about a recipient whose mail is held in doubt; the newest answer
   * counts, and none that was given before the doubt.
   */
  public Optional<Brake> answer(QueuedMail mail, EmailAddress recipient, Instant now) {
    if (isEmpty() || mail.hold().isEmpty()) {
      return Optional.empty();
    }
    Instant since = mail.hold().get().since();
    return matching(MailTraits.of(mail), MailTraits.domainOf(recipient), now).stream()
        .filter(b -> b.kind().isAnswer() && !b.createdAt().isBefore(since))
        .filter(b -> b.scope().recipient().filter(r -> !r.equals(recipient)).isEmpty())
        .max(Comparator.comparing(Brake::createdAt).thenComparing(Brake::id));
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
