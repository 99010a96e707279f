package relay.web.suppression;

import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import relay.domain.mail.DomainName;
import relay.domain.suppression.SuppressionFilter;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionSubject;
import relay.domain.text.GivenText;
import relay.domain.text.GivenTime;
import relay.web.problem.Problem;

/** Reads a filter out of parameters or fields. */
final class FilterReader {
  private static final Set<String> NAMES =
      Set.of("tenant", "stream", "subject", "domain", "reason", "class", "provider", "from", "to");
  private final int status;
  private final Function<String, String> field;

  /**
   * @param status of the problem with a field
   */
  FilterReader(int status, Function<String, String> field) {
    this.status = status;
    this.field = field;
  }

  /**
   * Out of the query of a request.
   *
   * @param others what the operation reads of the query beside
   */
  static FilterReader of(UriInfo request, String... others) {
    Set<String> known = new TreeSet<>(NAMES);
    known.addAll(List.of(others));
    for (String name : request.getQueryParameters().keySet()) {
      if (!known.contains(name)) {
        throw Problem.in(400, name, "must be one of " + String.join(", ", known));
      }
    }
    return new FilterReader(400, request.getQueryParameters()::getFirst);
  }

  SuppressionFilter read(Reach reach) {
    return new SuppressionFilter(
        reach.tenant(field.apply("tenant")),
        text("stream"),
        value("subject", "must be an address or a domain name", SuppressionSubject::parse),
        value("domain", "must be a domain name", text -> DomainName.of(text).ascii()),
        value(
            "reason",
            "must be a reason such as hard-bounce, complaint or unsubscribed",
            text -> SuppressionReason.labelled(text).orElseThrow()),
        text("class"),
        text("provider"),
        value("from", GivenTime.INSTANT_RULE, GivenTime::instant),
        value("to", GivenTime.INSTANT_RULE, GivenTime::instant));
  }

  private Optional<String> text(String name) {
    Optional<String> text =
        Optional.ofNullable(field.apply(name)).map(String::strip).filter(t -> !t.isEmpty());
    if (text.filter(t -> !GivenText.isPlain(t)).isPresent()) {
      throw Problem.in(status, name, "must hold no control characters");
    }
    return text;
  }

  private <T> Optional<T> value(String name, String rule, Function<String, T> reader) {
    try {
      return text(name).map(reader);
    } catch (IllegalArgumentException | DateTimeException | NoSuchElementException e) {
      throw Problem.in(status, name, rule);
    }
  }
}
