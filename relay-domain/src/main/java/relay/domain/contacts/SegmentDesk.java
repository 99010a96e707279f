package relay.domain.contacts;

import java.util.List;
import java.util.Optional;

/**
 * Where segments are counted (port). Every method throws {@link relay.domain.view.ViewUnavailable}
 * while the database cannot be used, or takes too long. Thread-safe.
 */
public interface SegmentDesk {

  /** The segment of this id, as this node knows it. */
  Optional<Segment> find(String tenant, String id);

  /**
   * How many contacts a segment means now, and those of them that were made last.
   *
   * @param sample how many of them
   * @throws relay.domain.control.InvalidField when the condition asks for what is not declared any
   *     more
   */
  Found ask(Segment segment, int sample);

  /** The answer. */
  record Found(long count, List<Contact> sample) {}
}
