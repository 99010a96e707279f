package relay.ejb.suppression;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import relay.domain.suppression.SuppressionBook;
import relay.domain.suppression.SuppressionHash;
import relay.domain.suppression.SuppressionMemory;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;
import relay.domain.suppression.SuppressionSubject;
import relay.domain.suppression.SuppressionTable;
import relay.domain.suppression.Suppressions;

/**
 * The list in the memory of this node. The mail path reads one field; one thread at a time changes
 * it.
 */
public final class NodeSuppressions implements Suppressions, SuppressionMemory {
  private volatile Known known = Known.of(new byte[SuppressionHash.KEY_OCTETS], 0);

  /**
   * @param key of the names in it
   * @param revision of the database that it was brought up to
   */
  record Known(
      byte[] key,
      long revision,
      SuppressionHash hash,
      SuppressionTable table,
      SuppressionBook book) {

    /** An empty list. */
    static Known of(byte[] key, long revision) {
      var hash = new SuppressionHash(key);
      var table = new SuppressionTable();
      return new Known(key, revision, hash, table, new SuppressionBook(hash, table));
    }

    Known at(long later) {
      return new Known(key, later, hash, table, book);
    }

    boolean isOf(byte[] other) {
      return Arrays.equals(key, other);
    }
  }

  @Override
  public SuppressionBook current() {
    return known.book();
  }

  @Override
  public boolean holds(
      SuppressionSubject subject, SuppressionScope scope, SuppressionReason reason, Instant now) {
    return known.book().holds(subject, scope, reason, now);
  }

  @Override
  public void hold(SuppressionSubject subject, SuppressionScope scope, SuppressionReason reason) {
    Known now = known;
    now.book().put(now.hash().of(subject, scope), reason, Optional.empty());
  }

  Known known() {
    return known;
  }

  void learn(Known now) {
    known = now;
  }
}
