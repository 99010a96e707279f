package relay.domain.backtest;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;

/** Puts past replies to rules as they are and as they would be, and counts. One thread. */
public final class BackTest {
  /** Rules and statuses of which is counted how often they decided. */
  private static final int RULES_MAX = 2_000;

  private final RuleChange change;
  private final long repliesMax;
  private final BooleanSupplier isTimeOver;
  private final Map<Move, Shift> moves = new HashMap<>();
  private final Map<String, Count> words = new TreeMap<>();
  private final Map<String, Count> rules = new TreeMap<>();
  private final Map<String, Count> providers = new TreeMap<>();
  private final Totals totals = new Totals();

  /** From one word to another. */
  record Move(String from, String to) {}

  /** A pair of counts: before and after, or all and those that would be something else. */
  record Count(long first, long second) {
    static final Count NONE = new Count(0, 0);

    Count and(Count other) {
      return new Count(first + other.first, second + other.second);
    }
  }

  /** What was read. */
  static final class Totals {
    long replies;
    long changed;
    long erased;
    long withoutStage;
  }

  /**
   * @param repliesMax after which no more is taken
   * @param isTimeOver asked again and again
   */
  BackTest(RuleChange change, long repliesMax, BooleanSupplier isTimeOver) {
    this.change = change;
    this.repliesMax = repliesMax;
    this.isTimeOver = isTimeOver;
  }

  /** Kinds of events that it wants. */
  public Set<EventType> kinds() {
    return change.kinds();
  }

  /** Takes one event; false when it has enough, and this one was not taken. */
  public boolean take(MailEvent event) {
    if (isOver()) {
      return false;
    }
    PastReply.of(event).filter(change::concerns).ifPresent(this::take);
    return true;
  }

  /** Whether it has enough. */
  public boolean isOver() {
    return totals.replies >= repliesMax || isTimeOver.getAsBoolean();
  }

  private void take(PastReply reply) {
    Verdict before = change.before(reply);
    Verdict after = change.after(reply);
    if (reply.reply().isPositive()) {
      return;
    }
    if (reply.isErased()) {
      totals.erased++;
      return;
    }
    String provider = change.provider(reply);
    boolean isOther = !before.word().equals(after.word());
    totals.replies++;
    totals.changed += isOther ? 1 : 0;
    totals.withoutStage += reply.stage().isEmpty() ? 1 : 0;
    words.merge(before.word(), new Count(1, 0), Count::and);
    words.merge(after.word(), new Count(0, 1), Count::and);
    providers.merge(provider, new Count(1, isOther ? 1 : 0), Count::and);
    if (!before.equals(after)) {
      countRule(before.by(), new Count(1, 0));
      countRule(after.by(), new Count(0, 1));
    }
    if (isOther) {
      moves
          .computeIfAbsent(new Move(before.word(), after.word()), m -> new Shift())
          .add(reply, provider, after);
    }
  }

  /** Of replies about which the rules differ; all others have the same rule before and after. */
  private void countRule(String by, Count one) {
    if (rules.containsKey(by) || rules.size() < RULES_MAX) {
      rules.merge(by, one, Count::and);
    }
  }

  Totals totals() {
    return totals;
  }

  Map<Move, Shift> moves() {
    return moves;
  }

  Map<String, Count> words() {
    return words;
  }

  Map<String, Count> rules() {
    return rules;
  }

  Map<String, Count> providers() {
    return providers;
  }

  RuleChange change() {
    return change;
  }
}
