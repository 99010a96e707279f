package relay.domain.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Hand-over among nodes in memory, over one ledger; each has a broker of its own. */
final class InMemoryHandover {
  /** Who gives no sign of life, however long it is asked about. */
  final Set<String> silent = new HashSet<>();

  private final InMemoryLedger ledger;
  private final Map<Long, String> owners = new HashMap<>();
  private final Map<String, Shard> claims = new HashMap<>();
  private final Set<String> absences = new HashSet<>();

  InMemoryHandover(InMemoryLedger ledger) {
    this.ledger = ledger;
  }

  /** As a node sees it. */
  CampaignHandover of(String node) {
    return new View(node);
  }

  private final class View implements CampaignHandover {
    private final String node;

    View(String node) {
      this.node = node;
    }

    @Override
    public boolean claim(long run, Shard batch, long part) {
      if (!owners.computeIfAbsent(run, r -> node).equals(node)) {
        return false;
      }
      claims.merge(
          run + " " + node + " " + part,
          batch,
          (old, now) -> new Shard(now.first(), Math.max(old.last(), now.last())));
      return true;
    }

    @Override
    public boolean takeOver(Campaign campaign, Duration silence) {
      long run = campaign.run().number();
      String owner = owners.getOrDefault(run, campaign.run().node());
      if (owner.equals(node)) {
        return true;
      }
      if (!silent.contains(owner)) {
        return false;
      }
      if (run > 0) {
        owners.put(run, node);
        absences.add(run + " " + owner);
        for (long place : ledger.places(run)) {
          InMemoryLedger.Row row = ledger.row(run, place);
          boolean stands = row.fate == MailFate.QUEUED || row.fate == MailFate.DEFERRED;
          boolean mayStand = row.fate == MailFate.WAITING && isClaimed(run, owner, place);
          if (stands || mayStand) {
            row.fate = MailFate.STRANDED;
            row.reason = owner;
          }
        }
      }
      return true;
    }

    @Override
    public List<Long> strandedHere() {
      return absences.stream()
          .filter(a -> a.endsWith(" " + node))
          .map(a -> Long.parseLong(a.substring(0, a.indexOf(' '))))
          .toList();
    }

    @Override
    public List<CampaignRecipient> doubtful(Campaign campaign) {
      long run = campaign.run().number();
      List<CampaignRecipient> found = new ArrayList<>();
      for (long place : stranded(run)) {
        if (isClaimed(run, node, place)) {
          found.add(ledger.recipient(run, place));
        }
      }
      return found;
    }

    private List<Long> stranded(long run) {
      return ledger.places(run).stream()
          .filter(p -> ledger.row(run, p).fate == MailFate.STRANDED)
          .filter(p -> ledger.row(run, p).reason.equals(node))
          .toList();
    }

    @Override
    public void cameBack(long run) {
      move(run, MailFate.QUEUED, "");
    }

    private long move(long run, MailFate fate, String reason) {
      List<Long> here = stranded(run);
      for (long place : here) {
        ledger.row(run, place).fate = fate;
        ledger.row(run, place).reason = reason;
      }
      absences.remove(run + " " + node);
      return here.size();
    }

    @Override
    public Optional<Long> giveUp(String gone) {
      silent.add(gone);
      var other = new View(gone);
      long lost = 0;
      for (long run : other.strandedHere()) {
        lost += other.move(run, MailFate.LOST, gone);
      }
      return Optional.of(lost);
    }
  }

  private boolean isClaimed(long run, String node, long place) {
    return claims.entrySet().stream()
        .filter(e -> e.getKey().startsWith(run + " " + node + " "))
        .anyMatch(e -> place >= e.getValue().first() && place <= e.getValue().last());
  }
}
