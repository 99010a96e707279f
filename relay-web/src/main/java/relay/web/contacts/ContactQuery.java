package relay.web.contacts;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.ContactFilter;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.suppression.SuppressionSubject;
import relay.domain.tenancy.ShortName;
import relay.domain.view.InvalidQuery;
import relay.domain.view.QueryTexts;
import relay.web.problem.Problem;

/** Reads which contacts to list; a parameter it does not know is refused, not overlooked. */
final class ContactQuery {
  private static final int LIMIT_DEFAULT = 100;
  private static final int LIMIT_MAX = 1_000;
  private static final Set<String> KNOWN =
      new TreeSet<>(Set.of("address", "domain", "list", "state", "cursor", "limit"));
  private final MultivaluedMap<String, String> parameters;
  private final QueryTexts texts;

  ContactQuery(UriInfo request) {
    this(request, KNOWN);
  }

  /** The same with other parameters beside those of the filter. */
  ContactQuery(UriInfo request, Set<String> known) {
    parameters = request.getQueryParameters();
    texts = new QueryTexts(parameters::getFirst);
    for (String name : parameters.keySet()) {
      if (!known.contains(name)) {
        throw Problem.in(400, name, "must be one of " + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  ContactFilter filter() {
    Optional<String> list = texts.one("list", "the id of a list", ShortName::of);
    Optional<ConsentState> state =
        texts.one(
            "state",
            "pending, confirmed or unsubscribed",
            text -> ConsentState.labelled(text).orElseThrow(IllegalArgumentException::new));
    if (state.isPresent() && list.isEmpty()) {
      throw new InvalidQuery("state", "must be given with a list");
    }
    return new ContactFilter(
        texts.one("address", "an address", EmailAddress::parse).map(SuppressionSubject::of),
        texts.one("domain", "a domain name", text -> DomainName.of(text).ascii()),
        list,
        state);
  }

  Optional<String> cursor() {
    return Optional.ofNullable(parameters.getFirst("cursor")).filter(text -> !text.isEmpty());
  }

  int limit() {
    return texts.upTo("limit", LIMIT_MAX).orElse(LIMIT_DEFAULT);
  }
}
