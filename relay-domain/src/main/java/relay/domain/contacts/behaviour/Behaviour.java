package relay.domain.contacts.behaviour;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import relay.domain.tenancy.Sunset;

/**
 * What is known of one contact's behaviour; of a fixed size, however much there was. Immutable.
 *
 * @param firstDelivered how long it has had the chance to do anything
 * @param since mails delivered since the last open or click of the person
 * @param sinceBefore those that were counted as {@code since} before the last visit
 * @param kept of {@link Engagement}
 */
public record Behaviour(
    Optional<Instant> sent,
    Optional<Instant> delivered,
    Optional<Instant> firstDelivered,
    LastTime opened,
    LastTime clicked,
    int since,
    int sinceBefore,
    double kept) {

  /** Of whom nothing is known. */
  public static final Behaviour NONE =
      new Behaviour(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          LastTime.NEVER,
          LastTime.NEVER,
          0,
          0,
          0);

  /**
   * What a sunset rule asks.
   *
   * @param last open or click of the person, or a list that it confirmed; empty: none is known
   * @param first mail that was delivered; empty: none is known
   * @param mailsSince delivered since then, or ever; off by what came within the seconds that nodes
   *     take to read their journals
   */
  public record Activity(Optional<Instant> last, Optional<Instant> first, int mailsSince) {
    public static final Activity NONE = new Activity(Optional.empty(), Optional.empty(), 0);

    /** The same of who confirmed a list then. */
    public Activity affirmed(Instant at) {
      return new Activity(later(last, Optional.of(at)), first, mailsSince);
    }

    /** Whether it had the chance to do something for as long and as often as a rule says. */
    public boolean isInactive(Sunset rule, Instant now) {
      Instant since = now.minus(rule.days(), ChronoUnit.DAYS);
      return mailsSince >= rule.mails()
          && first.filter(since::isAfter).isPresent()
          && last.map(since::isAfter).orElse(true);
    }
  }

  public Activity activity() {
    return new Activity(active(), firstDelivered, since);
  }

  private Optional<Instant> active() {
    return later(opened.at(), clicked.at());
  }

  /** After this happened, too. */
  public Behaviour after(BehaviourNote note) {
    return switch (note.what()) {
      case SENT -> mail(note.at(), delivered, firstDelivered, since);
      case DELIVERED -> delivered(note.at());
      case OPENED, CLICKED -> note.isTakenBack() ? takenBack(note) : visited(note);
    };
  }

  private Behaviour mail(
      Instant at, Optional<Instant> newest, Optional<Instant> first, int mailsSince) {
    return new Behaviour(
        later(sent, Optional.of(at)),
        newest,
        first,
        opened,
        clicked,
        mailsSince,
        sinceBefore,
        kept);
  }

  private Behaviour delivered(Instant at) {
    boolean isSince = active().map(at::isAfter).orElse(true);
    return mail(
        at,
        later(delivered, Optional.of(at)),
        Optional.of(firstDelivered.filter(at::isAfter).orElse(at)),
        isSince ? since + 1 : since);
  }

  private Behaviour visited(BehaviourNote note) {
    Optional<Instant> active = active();
    boolean isNewest = active.map(note.at()::isAfter).orElse(true);
    boolean isSettled =
        active.map(last -> note.at().isAfter(last.plus(LastTime.SETTLED))).orElse(true);
    int before = isSettled ? since : since + sinceBefore;
    return visits(
        note.what(),
        last(note.what()).with(note.at()),
        isNewest ? 0 : since,
        isNewest ? before : sinceBefore,
        kept + Engagement.of(note.what(), note.at()));
  }

  private Behaviour takenBack(BehaviourNote note) {
    Behaviour without =
        visits(
            note.what(),
            last(note.what()).without(note.at()),
            since,
            sinceBefore,
            Math.max(0, kept - Engagement.of(note.what(), note.at())));
    return without.active().equals(active())
        ? without
        : without.visits(
            note.what(), without.last(note.what()), since + sinceBefore, 0, without.kept());
  }

  private LastTime last(BehaviourKind what) {
    return what == BehaviourKind.OPENED ? opened : clicked;
  }

  private Behaviour visits(
      BehaviourKind what, LastTime last, int mailsSince, int mailsBefore, double score) {
    boolean isOpen = what == BehaviourKind.OPENED;
    return new Behaviour(
        sent,
        delivered,
        firstDelivered,
        isOpen ? last : opened,
        isOpen ? clicked : last,
        mailsSince,
        mailsBefore,
        score);
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return one.isEmpty() || other.isPresent() && other.get().isAfter(one.get()) ? other : one;
  }
}
