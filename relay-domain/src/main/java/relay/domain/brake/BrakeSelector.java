package relay.domain.brake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.queue.Hold;

/**
 * The mail of a brake as a selector of the broker (Jakarta Messaging 3.8), over the properties that
 * a queued mail has. It may find a little more than the brake means, never less: each mail found is
 * asked about again.
 */
public final class BrakeSelector {
  /** Property with the id of the brake that a mail waits for. */
  public static final String BRAKE = "brake";

  /** All mail that waits for an operator, for nobody knows whether it arrived. */
  public static final String IN_DOUBT = BRAKE + " = '" + Hold.IN_DOUBT + "'";

  /** A longer condition would cost the broker more than the mail it finds too much. */
  private static final int USERS_MAX = 200;

  private BrakeSelector() {}

  /**
   * All mail of a brake that was accepted before now.
   *
   * @param leavingFrom the mail that may leave from an egress source; everything for all mail
   */
  public static String of(
      Brake brake, Instant now, Function<String, List<BrakeScope>> leavingFrom) {
    List<String> all = conditions(brake.scope(), now);
    brake
        .scope()
        .source()
        .map(leavingFrom)
        .filter(users -> users.size() <= USERS_MAX)
        .filter(users -> users.stream().noneMatch(BrakeScope::isEverything))
        .ifPresent(users -> all.add(anyOf(users, now)));
    if (brake.kind().isAnswer()) {
      all.add(IN_DOUBT);
    }
    brake.scope().recipient().ifPresent(r -> all.add(recipient(r)));
    if (brake.kind() == BrakeKind.RETRY_NOW) {
      // What was never tried is not waiting for another attempt.
      all.add("attempts > 0");
    }
    return all.isEmpty() ? "queueId IS NOT NULL" : String.join(" AND ", all);
  }

  private static String anyOf(List<BrakeScope> users, Instant now) {
    return users.isEmpty()
        ? "queueId IS NULL"
        : users.stream()
            .map(user -> String.join(" AND ", conditions(user, now)))
            .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private static List<String> conditions(BrakeScope scope, Instant now) {
    List<String> all = new ArrayList<>();
    scope.mail().ifPresent(id -> all.add("queueId = " + quoted(id.text())));
    scope.tenant().ifPresent(t -> all.add(owned("tenant", t)));
    scope.stream().ifPresent(s -> all.add(owned("stream", s)));
    scope.campaign().ifPresent(c -> all.add("campaign = " + quoted(c)));
    scope.senderDomain().ifPresent(d -> all.add(like("sender", d, "")));
    scope.recipientDomain().ifPresent(d -> all.add(like("envelope", d, "%")));
    scope.olderThan().ifPresent(age -> all.add("acceptedAt < " + now.minus(age).toEpochMilli()));
    return all;
  }

  /** All mail that waits for one of these brakes. */
  public static String waitingFor(Collection<String> brakes) {
    return BRAKE + " IN (" + list(brakes) + ")";
  }

  /** All mail that waits for a brake other than these; not what waits for an operator's answer. */
  public static String waitingForOthers(Collection<String> brakes) {
    List<String> known = new ArrayList<>(brakes);
    known.add(Hold.IN_DOUBT);
    return BRAKE + " IS NULL OR NOT (" + waitingFor(known) + ")";
  }

  /** All mail in doubt about which an operator should have decided before now. */
  public static String unanswered(Instant now) {
    return IN_DOUBT + " AND dueAt <= " + now.toEpochMilli();
  }

  /** All mail in doubt of one id. */
  public static String inDoubt(QueueId mail) {
    return IN_DOUBT + " AND queueId = " + quoted(mail.text());
  }

  /** Mail queued by an earlier version names no owner; who that is, is asked at its touch. */
  private static String owned(String property, String name) {
    return "(" + property + " = " + quoted(name) + " OR " + property + " IS NULL)";
  }

  private static String list(Collection<String> texts) {
    return texts.stream().map(BrakeSelector::quoted).collect(Collectors.joining(", "));
  }

  private static String like(String property, DomainPattern pattern, String after) {
    String before = pattern.isBelow() ? "%." : "%@";
    return Stream.of(pattern.domain().ascii(), pattern.domain().unicode())
        .distinct()
        .map(d -> property + " LIKE " + quoted(before + escaped(d) + after) + " ESCAPE '!'")
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  /** It may find the address in the place of another's; each mail found is asked about again. */
  private static String recipient(EmailAddress address) {
    String text = address.toString().replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return "envelope LIKE " + quoted("%" + text + "%") + " ESCAPE '!'";
  }

  private static String escaped(String domain) {
    return domain.replace("_", "!_");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
