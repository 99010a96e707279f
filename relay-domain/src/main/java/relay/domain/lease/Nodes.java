package relay.domain.lease;

import java.util.Comparator;
import java.util.List;

/**
 * All nodes that count, in one order on each of them. Immutable.
 *
 * @param own the place of this node among them
 */
public record Nodes(List<Member> members, int own) {
  public Nodes {
    members = List.copyOf(members);
  }

  /**
   * @param others without this node
   */
  public static Nodes of(Member own, List<Member> others) {
    List<Member> all = new java.util.ArrayList<>(others);
    all.add(own);
    all.sort(Comparator.comparing(Member::id));
    return new Nodes(all, all.indexOf(own));
  }

  public int count() {
    return members.size();
  }

  public Member self() {
    return members.get(own);
  }

  /**
   * The part that a node owns without a lease: by how many nodes it knows itself, for it cannot
   * leave more to those of whom it has not heard.
   *
   * @param limit of connections; 0 for none
   */
  Slice even(int place, int limit) {
    int known = Math.max(1, members.get(place).known());
    int each = limit / known;
    int more = known == count() ? place < limit % known ? 1 : 0 : limit % known == 0 ? 0 : 1;
    return new Slice(Slice.PARTS / known, limit == 0 ? Integer.MAX_VALUE : each + more);
  }

  /** The part that this node owns, where no node has a lease. */
  Slice own(int limit) {
    Slice even = even(own, limit);
    long parts = Slice.PARTS;
    long connections = limit;
    for (int i = 0; i < members.size(); i++) {
      if (i != own) {
        parts -= even(i, limit).parts();
        connections -= limit == 0 ? 0 : even(i, limit).connections();
      }
    }
    return even.atMost(
        new Slice(
            (int) Math.max(0, parts),
            limit == 0 ? Integer.MAX_VALUE : (int) Math.max(0, connections)));
  }
}
