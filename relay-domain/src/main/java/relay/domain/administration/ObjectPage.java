package relay.domain.administration;

import java.util.List;
import java.util.Optional;
import relay.domain.control.ControlObject;

/**
 * A part of a list, in the order of ids.
 *
 * @param next cursor of the next page; empty: this is the last one
 */
public record ObjectPage(List<ControlObject> objects, Optional<String> next) {
  public ObjectPage {
    objects = List.copyOf(objects);
  }
}
