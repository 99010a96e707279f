package relay.domain.campaign;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import relay.domain.campaign.variant.VariantDraw;
import relay.domain.campaign.variant.Variants;
import relay.domain.contacts.Contact;
import relay.domain.mail.QueueId;
import relay.domain.view.ViewUnavailable;

/** A ledger in memory, whose contacts a test makes and takes away. */
final class InMemoryLedger implements CampaignLedger {
  /** By id; null: he is gone. */
  final Map<String, Contact> contacts = new TreeMap<>();

  /** Who has left, by id. */
  final List<String> left = new ArrayList<>();

  /** Who does not read any more, by id. */
  final List<String> inactive = new ArrayList<>();

  /** By which it notes when something happened. */
  InstantSource clock = () -> Instant.EPOCH;

  boolean isUpToDate = true;
  boolean isDown;
  private final Map<String, Long> runs = new TreeMap<>();
  private final Map<Long, Map<Long, Row>> rows = new TreeMap<>();

  /** One recipient. */
  static final class Row {
    final String contact;
    int variant;
    MailFate fate = MailFate.WAITING;
    String reason = "";
    boolean complained;
    boolean unsubscribed;
    Instant changedAt = Instant.MIN;
    Instant notBefore = Instant.MIN;

    boolean isDue(Instant now) {
      return fate == MailFate.WAITING && !notBefore.isAfter(now);
    }

    Row(String contact, int variant) {
      this.contact = contact;
      this.variant = variant;
    }
  }

  private void check() {
    if (isDown) {
      throw new ViewUnavailable("the test made the database unreachable", null);
    }
  }

  @Override
  public synchronized Frozen freeze(Campaign campaign) {
    check();
    String start = campaign.key() + " " + campaign.run().startedAt().orElseThrow();
    Long known = runs.get(start);
    if (known != null) {
      return new Frozen(known, rows.get(known).size());
    }
    long run = runs.size() + 1L;
    runs.put(start, run);
    Map<Long, Row> frozen = new TreeMap<>();
    rows.put(run, frozen);
    VariantDraw draw = VariantDraw.of(campaign.tenant(), campaign.id());
    var variants = campaign.plan().variants();
    List<Long> bounds = variants.isEmpty() ? List.of() : variants.bounds();
    contacts
        .keySet()
        .forEach(
            id -> {
              int variant = Variants.numberOf(draw.of(Long.parseLong(id)), bounds);
              frozen.put(frozen.size() + 1L, new Row(id, variant));
              if (variant == 0 && variants.test().isPresent()) {
                row(run, frozen.size()).fate = MailFate.RESERVED;
              }
            });
    return new Frozen(run, frozen.size());
  }

  @Override
  public synchronized List<CampaignRecipient> waiting(
      Campaign campaign, long from, long to, int most) {
    check();
    List<CampaignRecipient> found = new ArrayList<>();
    rows.get(campaign.run().number())
        .forEach(
            (place, row) -> {
              if (row.isDue(clock.instant())
                  && place >= from
                  && place <= to
                  && found.size() < most) {
                found.add(
                    new CampaignRecipient(
                        place,
                        Optional.ofNullable(contacts.get(row.contact)),
                        !left.contains(row.contact),
                        row.variant,
                        inactive.contains(row.contact)));
              }
            });
    return found;
  }

  @Override
  public synchronized boolean hasWaiting(long run, Shard shard) {
    check();
    return rows.get(run).entrySet().stream()
        .anyMatch(
            e ->
                e.getValue().isDue(clock.instant())
                    && e.getKey() >= shard.first()
                    && e.getKey() <= shard.last());
  }

  @Override
  public synchronized long placeOfWaiting(long run, long nth) {
    check();
    return rows.get(run).entrySet().stream()
        .filter(e -> e.getValue().fate == MailFate.WAITING)
        .skip(nth - 1)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(0L);
  }

  @Override
  public synchronized void sent(
      long run, List<Long> places, Map<Long, SkipReason> skipped, Instant at) {
    check();
    for (long place : places) {
      Row row = row(run, place);
      if (row.fate == MailFate.WAITING
          || row.fate == MailFate.STRANDED
          || row.reason.equals(SkipReason.STOPPED.label())) {
        row.fate = MailFate.QUEUED;
        row.reason = "";
        row.changedAt = at;
      }
    }
    skipped.forEach(
        (place, why) -> {
          row(run, place).fate = MailFate.SKIPPED;
          row(run, place).reason = why.label();
          row(run, place).changedAt = at;
        });
  }

  @Override
  public synchronized void putOff(long run, Map<Long, Instant> places, WaitReason why) {
    check();
    places.forEach(
        (place, until) -> {
          Row row = row(run, place);
          if (row.fate == MailFate.WAITING) {
            row.notBefore = until;
            row.reason = why.label();
          }
        });
  }

  @Override
  public synchronized long skipWaiting(long run, SkipReason why, Instant at) {
    check();
    long skipped = 0;
    for (Row row : rows.get(run).values()) {
      if (row.fate == MailFate.WAITING || row.fate == MailFate.RESERVED) {
        row.fate = MailFate.SKIPPED;
        row.reason = why.label();
        skipped++;
      }
    }
    return skipped;
  }

  @Override
  public synchronized long release(long run, int variant, int most, Instant at) {
    check();
    long released = 0;
    for (Row row : rows.get(run).values()) {
      if (row.fate == MailFate.RESERVED && released < most) {
        row.fate = MailFate.WAITING;
        row.variant = variant;
        released++;
      }
    }
    return released;
  }

  @Override
  public synchronized CampaignCounts counts(long run) {
    return counts(run, Instant.MIN);
  }

  @Override
  public synchronized CampaignCounts counts(long run, Instant since) {
    check();
    Map<MailFate, Long> fates = new EnumMap<>(MailFate.class);
    Map<String, Long> bounces = new TreeMap<>();
    Map<String, Long> skips = new TreeMap<>();
    Map<String, Long> waits = new TreeMap<>();
    long complaints = 0;
    long unsubscribes = 0;
    for (Row row : rows.getOrDefault(run, Map.of()).values()) {
      if (row.changedAt.isBefore(since)) {
        continue;
      }
      fates.merge(row.fate, 1L, Long::sum);
      if (row.fate == MailFate.BOUNCED) {
        bounces.merge(row.reason, 1L, Long::sum);
      } else if (row.fate == MailFate.SKIPPED) {
        skips.merge(row.reason, 1L, Long::sum);
      } else if (row.fate == MailFate.WAITING && !row.reason.isEmpty()) {
        waits.merge(row.reason, 1L, Long::sum);
      }
      complaints += row.complained ? 1 : 0;
      unsubscribes += row.unsubscribed ? 1 : 0;
    }
    return new CampaignCounts(fates, bounces, skips, waits, complaints, unsubscribes);
  }

  @Override
  public synchronized Rest rest(long run) {
    CampaignCounts counts = counts(run);
    return new Rest(
        counts.total(),
        counts.of(MailFate.WAITING) > 0,
        counts.open() > 0,
        counts.of(MailFate.RESERVED) > 0);
  }

  @Override
  public synchronized long queued(long run) {
    return counts(run).of(MailFate.QUEUED);
  }

  @Override
  public boolean isUpToDate() {
    return isUpToDate;
  }

  List<Long> places(long run) {
    check();
    return List.copyOf(rows.get(run).keySet());
  }

  CampaignRecipient recipient(long run, long place) {
    String contact = row(run, place).contact;
    return new CampaignRecipient(
        place, Optional.ofNullable(contacts.get(contact)), !left.contains(contact));
  }

  Row row(long run, long place) {
    return rows.get(run).get(place);
  }

  /** What the journal tells of a mail. */
  synchronized void fate(QueueId mail, MailFate fate) {
    Row row = row(CampaignMailId.runOf(mail), mail.chance() & CampaignMailId.PLACE_MAX);
    row.fate = fate;
    row.changedAt = clock.instant();
  }
}
