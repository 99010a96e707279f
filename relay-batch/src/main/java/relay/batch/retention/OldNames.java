package relay.batch.retention;

import jakarta.batch.api.chunk.AbstractItemReader;
import java.io.Serializable;
import java.util.Iterator;

/**
 * Reads the names of what a step has to deal with, found when the step begins. Keeps no checkpoint:
 * what a run before has done with is not found again.
 */
abstract class OldNames extends AbstractItemReader {
  private Iterator<String> names;

  /** What there is now. */
  abstract Iterable<String> find();

  @Override
  public final void open(Serializable checkpoint) {
    names = find().iterator();
  }

  @Override
  public final Object readItem() {
    return names.hasNext() ? names.next() : null;
  }
}
