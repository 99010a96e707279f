package relay.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditChainTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");

  @Test
  void shouldFindAnUntouchedChainWhole() {
    List<AuditEntry> chain = chain(3);

    assertThat(verdict(chain, chain.get(2), new AuditChain())).isEqualTo(new AuditVerdict.Whole(3));
  }

  @Test
  void shouldFindAnEmptyChainWhole() {
    assertThat(new AuditChain().end(0, "")).isEqualTo(new AuditVerdict.Whole(0));
  }

  @Test
  void shouldFindAChangedEntry() {
    List<AuditEntry> chain = chain(3);
    AuditEntry second = chain.get(1);
    chain.set(1, new AuditEntry(2, event("mallory", 2), second.hash()));

    assertThat(verdict(chain, chain.get(2), new AuditChain())).matches(v -> brokenAt(v, 2));
  }

  @Test
  void shouldFindAChangedEntryWhoseHashWasMadeAnew() {
    List<AuditEntry> chain = chain(3);
    chain.set(1, AuditEntry.after(1, chain.get(0).hash(), event("mallory", 2)));

    assertThat(verdict(chain, chain.get(2), new AuditChain())).matches(v -> brokenAt(v, 3));
  }

  @Test
  void shouldFindARemovedEntry() {
    List<AuditEntry> chain = chain(3);
    AuditEntry last = chain.get(2);
    chain.remove(1);

    assertThat(verdict(chain, last, new AuditChain())).matches(v -> brokenAt(v, 2));
  }

  @Test
  void shouldFindThatTheEndWasCutOff() {
    List<AuditEntry> chain = chain(3);
    AuditEntry last = chain.remove(2);

    assertThat(verdict(chain, last, new AuditChain())).matches(v -> brokenAt(v, 3));
    assertThat(verdict(chain, chain.get(1), new AuditChain(3, last.hash())))
        .matches(v -> brokenAt(v, 3));
  }

  @Test
  void shouldFindAChainThatWasMadeAnewAsAWhole() {
    AuditEntry known = chain(3).get(2);
    List<AuditEntry> forged = new ArrayList<>();
    String hash = "";
    for (int i = 1; i <= 3; i++) {
      forged.add(AuditEntry.after(i - 1, hash, event("mallory", i)));
      hash = forged.get(i - 1).hash();
    }

    assertThat(verdict(forged, forged.get(2), new AuditChain(3, known.hash())))
        .matches(v -> brokenAt(v, 3));
  }

  @Test
  void shouldTellFieldsApartWhateverTheyHold() {
    var one = new AuditEvent(NOON, new Actor("ab", "c"), "x", "", "", "", "");
    var other = new AuditEvent(NOON, new Actor("a", "bc"), "x", "", "", "", "");

    assertThat(AuditEntry.after(0, "", one).hash())
        .isNotEqualTo(AuditEntry.after(0, "", other).hash());
  }

  private static AuditVerdict verdict(List<AuditEntry> chain, AuditEntry head, AuditChain reader) {
    for (AuditEntry entry : chain) {
      reader.add(entry);
    }
    return reader.end(head.number(), head.hash());
  }

  private static boolean brokenAt(AuditVerdict verdict, long number) {
    return verdict instanceof AuditVerdict.Broken broken && broken.number() == number;
  }

  private static List<AuditEntry> chain(int length) {
    List<AuditEntry> chain = new ArrayList<>();
    String hash = "";
    for (int i = 1; i <= length; i++) {
      chain.add(AuditEntry.after(i - 1, hash, event("alice", i)));
      hash = chain.get(i - 1).hash();
    }
    return chain;
  }

  private static AuditEvent event(String name, int number) {
    return new AuditEvent(
        NOON, new Actor(name, "192.0.2.1"), "create", "acme", "stream " + number, "", "{}");
  }
}
