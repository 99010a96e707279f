package relay.web.privacy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.privacy.Erasure;
import relay.domain.privacy.ErasurePreview;
import relay.domain.privacy.ErasureState;
import relay.domain.privacy.Erasures;
import relay.domain.privacy.OpenMailRule;
import relay.domain.privacy.PersonalRecords;

/** Erasures that are put on record and never carried out. */
final class FakeErasures implements Erasures {
  static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  final List<Erasure> begun = new ArrayList<>();
  final List<QueueId> open = new ArrayList<>();
  long openCount;

  @Override
  public ErasurePreview preview(EmailAddress address) {
    return new ErasurePreview(
        PersonalRecords.nameOf(address), Map.of("messages", 2L), open, openCount);
  }

  @Override
  public Answer request(EmailAddress address, OpenMailRule rule, Actor by) {
    if (rule == OpenMailRule.REFUSE && openCount > 0) {
      return new Answer.OpenMail(preview(address));
    }
    var erasure =
        new Erasure(
            "e" + (begun.size() + 1),
            PersonalRecords.nameOf(address),
            by.name() + " at " + by.origin(),
            THEN,
            ErasureState.RUNNING,
            List.of(
                new Erasure.Part("journal", "n1", 3, true, false),
                new Erasure.Part("messages", "", 2, false, false)),
            Optional.empty());
    begun.add(erasure);
    return new Answer.Taken(erasure);
  }

  @Override
  public List<Erasure> list(Optional<String> before, int max) {
    return begun.stream()
        .filter(e -> before.isEmpty() || e.id().compareTo(before.get()) < 0)
        .sorted(Comparator.comparing(Erasure::id).reversed())
        .limit(max)
        .toList();
  }

  @Override
  public Optional<Erasure> find(String id) {
    return begun.stream().filter(e -> e.id().equals(id)).findFirst();
  }

  @Override
  public Farewell nodeIsGone(String node, Actor by) {
    return switch (node) {
      case "here" -> new Farewell.Alive();
      case "n1" -> new Farewell.Done(begun.stream().map(Erasure::id).toList());
      default -> new Farewell.Unknown();
    };
  }

  @Override
  public void work() {
    // nothing is carried out here
  }
}
