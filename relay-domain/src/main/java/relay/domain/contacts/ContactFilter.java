package relay.domain.contacts;

import java.util.Optional;
import relay.domain.suppression.SuppressionSubject;

/**
 * Which contacts of a tenant are meant; all that is given must hold.
 *
 * @param domain of the address, in A-labels
 * @param list somebody whom this list knows, in whatever state
 * @param state how he stands to the list; given with a list only
 */
public record ContactFilter(
    Optional<SuppressionSubject> subject,
    Optional<String> domain,
    Optional<String> list,
    Optional<ConsentState> state) {

  public static final ContactFilter ALL =
      new ContactFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public ContactFilter {
    if (state.isPresent() && list.isEmpty()) {
      throw new IllegalArgumentException("a state is one of a list; name the list too");
    }
  }
}
