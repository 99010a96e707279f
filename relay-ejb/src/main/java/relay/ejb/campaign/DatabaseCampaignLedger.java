package relay.ejb.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignCounts;
import relay.domain.campaign.CampaignLedger;
import relay.domain.campaign.CampaignMailId;
import relay.domain.campaign.CampaignRecipient;
import relay.domain.campaign.MailFate;
import relay.domain.campaign.Shard;
import relay.domain.campaign.SkipReason;
import relay.domain.campaign.SunsetRule;
import relay.domain.campaign.WaitReason;
import relay.domain.campaign.care.Repermission;
import relay.domain.contacts.ContactSchema;
import relay.domain.contacts.Segment;
import relay.domain.contacts.SegmentKind;
import relay.domain.control.ControlSource;
import relay.domain.control.InvalidField;
import relay.domain.tenancy.Sunset;
import relay.ejb.contacts.Audience;
import relay.ejb.database.Database;

/** The ledger as rows. Every change is on disk when it returns, on H2 too. */
final class DatabaseCampaignLedger implements CampaignLedger {
  /** A contact may be deleted or change between two pages, but a page is small. */
  private static final int PAGE_MAX = 5_000;

  /**
   * The columns of the index, though the first two are the same in all that is found: H2 reads in
   * the order of an index only when it is told all of it, and else sorts every row that waits for
   * each chunk. Measured: two thirds of the processor time of 200,000 recipients, and more the more
   * there are.
   */
  private static final String BY_PLACE = " order by run, state, place limit ";

  private static final String MAIL_COLUMNS =
      "campaign_mail (run, step, reason, changed_at, complained, unsubscribed, state, variant,"
          + " place, contact)";
  private final Database database;
  private final ControlSource control;
  private final BooleanSupplier upToDate;
  private final InstantSource clock;

  /**
   * @param upToDate whether the journal of this node is in the ledger as far as it went at the
   *     start
   */
  DatabaseCampaignLedger(
      Database database, ControlSource control, BooleanSupplier upToDate, InstantSource clock) {
    this.database = database;
    this.control = control;
    this.upToDate = upToDate;
    this.clock = clock;
  }

  @Override
  public Frozen freeze(Campaign campaign) {
    Instant startedAt = campaign.run().startedAt().orElseThrow();
    Audience audience = audience(campaign);
    Optional<Segment> segment = segment(campaign);
    Optional<Sunset> inactive = inactive(campaign);
    return database.durably(
        connection -> {
          Optional<Frozen> known = RunRows.find(connection, campaign, startedAt);
          if (known.isPresent()) {
            return known.get();
          }
          long run = RunRows.insert(connection, campaign, startedAt);
          if (run > CampaignMailId.RUN_MAX) {
            throw new IllegalStateException("there were more campaigns than queue ids can tell");
          }
          Instant now = clock.instant();
          long recipients =
              audience.insertInto(
                  connection,
                  MAIL_COLUMNS,
                  List.of(run, 1, "", Audience.at(now), false, false),
                  List.of(VariantSql.state(campaign), VariantSql.number(campaign)),
                  segment,
                  inactive,
                  now);
          RunRows.complete(connection, run, recipients);
          return new Frozen(run, recipients);
        });
  }

  private Audience audience(Campaign campaign) {
    return new Audience(
        campaign.tenant(),
        ContactSchema.of(control.state(), campaign.tenant()),
        campaign.plan().list());
  }

  private Optional<Segment> segment(Campaign campaign) {
    Optional<String> id = campaign.plan().segment();
    Optional<Segment> found =
        id.flatMap(s -> control.state().find(SegmentKind.SEGMENT, campaign.tenant(), s));
    if (id.isPresent() && found.isEmpty()) {
      throw new InvalidField("segment", "must be a segment of the tenant");
    }
    return found;
  }

  private Optional<Sunset> inactive(Campaign campaign) {
    if (campaign.plan().inactive().repermission().isEmpty()) {
      return Optional.empty();
    }
    Optional<Sunset> rule = SunsetRule.of(control.state(), campaign);
    if (rule.isEmpty()) {
      throw new InvalidField(
          Repermission.FIELD, "needs a sunset rule and a stream with tracking=identified");
    }
    return rule;
  }

  @Override
  public List<CampaignRecipient> waiting(Campaign campaign, long from, long to, int most) {
    Audience audience = audience(campaign);
    Optional<Sunset> sunset = SunsetRule.of(control.state(), campaign);
    Instant now = clock.instant();
    return database.inTransaction(
        connection -> {
          SortedMap<Long, RecipientRows.Row> rows = new TreeMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select place, contact, variant from campaign_mail where run = ? and state = ?"
                      + " and place between ? and ? and (not_before is null or not_before <= ?)"
                      + BY_PLACE
                      + "?")) {
            select.setLong(1, campaign.run().number());
            select.setString(2, MailFate.WAITING.label());
            select.setLong(3, from);
            select.setLong(4, to);
            select.setObject(5, Audience.at(now));
            select.setInt(6, Math.min(PAGE_MAX, most));
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                rows.put(row.getLong(1), new RecipientRows.Row(row.getLong(2), row.getInt(3)));
              }
            }
          }
          return RecipientRows.of(connection, audience, rows, sunset, now);
        });
  }

  @Override
  public boolean hasWaiting(long run, Shard shard) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select place from campaign_mail where run = ? and state = ?"
                      + " and place between ? and ? and (not_before is null or not_before <= ?)"
                      + BY_PLACE
                      + "1")) {
            select.setLong(1, run);
            select.setString(2, MailFate.WAITING.label());
            select.setLong(3, shard.first());
            select.setLong(4, shard.last());
            select.setObject(5, Audience.at(clock.instant()));
            try (ResultSet row = select.executeQuery()) {
              return row.next();
            }
          }
        });
  }

  @Override
  public long placeOfWaiting(long run, long nth) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select place from campaign_mail where run = ? and state = ? order by place"
                      + " limit 1 offset ?")) {
            select.setLong(1, run);
            select.setString(2, MailFate.WAITING.label());
            select.setLong(3, nth - 1);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? row.getLong(1) : 0L;
            }
          }
        });
  }

  @Override
  public void sent(long run, List<Long> places, Map<Long, SkipReason> skipped, Instant at) {
    database.durably(
        connection -> {
          skip(connection, run, skipped, at);
          if (!places.isEmpty()) {
            queue(connection, run, places, at);
          }
          return null;
        });
  }

  /**
   * One statement for the range: what was skipped in it was marked before, and what else lies in it
   * was sent. A stop that came meanwhile has marked rows whose mails are in the lane nevertheless.
   */
  private static void queue(Connection connection, long run, List<Long> places, Instant at)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update campaign_mail set state = ?, reason = '', changed_at = ? where run = ? and"
                + " place between ? and ? and (state in (?, ?) or state = ? and reason = ?)")) {
      for (long[] range : Ranges.of(places)) {
        update.setString(1, MailFate.QUEUED.label());
        update.setObject(2, Audience.at(at));
        update.setLong(3, run);
        update.setLong(4, range[0]);
        update.setLong(5, range[1]);
        update.setString(6, MailFate.WAITING.label());
        update.setString(7, MailFate.STRANDED.label());
        update.setString(8, MailFate.SKIPPED.label());
        update.setString(9, SkipReason.STOPPED.label());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private static void skip(
      Connection connection, long run, Map<Long, SkipReason> skipped, Instant at)
      throws SQLException {
    if (skipped.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update campaign_mail set state = ?, reason = ?, changed_at = ? where run = ? and"
                + " place = ? and state in (?, ?)")) {
      for (Map.Entry<Long, SkipReason> each : skipped.entrySet()) {
        update.setString(1, MailFate.SKIPPED.label());
        update.setString(2, each.getValue().label());
        update.setObject(3, Audience.at(at));
        update.setLong(4, run);
        update.setLong(5, each.getKey());
        update.setString(6, MailFate.WAITING.label());
        update.setString(7, MailFate.STRANDED.label());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  @Override
  public long release(long run, int variant, int most, Instant at) {
    return database.durably(
        connection -> {
          OptionalLong first = first(connection, run, MailFate.RESERVED);
          if (first.isEmpty()) {
            return 0L;
          }
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update campaign_mail set state = ?, variant = ?, changed_at = ? where run = ?"
                      + " and place between ? and ? and state = ?")) {
            update.setString(1, MailFate.WAITING.label());
            update.setInt(2, variant);
            update.setObject(3, Audience.at(at));
            update.setLong(4, run);
            update.setLong(5, first.getAsLong());
            update.setLong(6, first.getAsLong() + most - 1);
            update.setString(7, MailFate.RESERVED.label());
            return update.executeLargeUpdate();
          }
        });
  }

  @Override
  public void putOff(long run, Map<Long, Instant> places, WaitReason why) {
    database.inTransaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update campaign_mail set not_before = ?, reason = ? where run = ? and place = ?"
                      + " and state = ?")) {
            for (Map.Entry<Long, Instant> each : places.entrySet()) {
              update.setObject(1, Audience.at(each.getValue()));
              update.setString(2, why.label());
              update.setLong(3, run);
              update.setLong(4, each.getKey());
              update.setString(5, MailFate.WAITING.label());
              update.addBatch();
            }
            return update.executeBatch();
          }
        });
  }

  @Override
  public long skipWaiting(long run, SkipReason why, Instant at) {
    return database.durably(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update campaign_mail set state = ?, reason = ?, changed_at = ? where run = ?"
                      + " and state in (?, ?)")) {
            update.setString(1, MailFate.SKIPPED.label());
            update.setString(2, why.label());
            update.setObject(3, Audience.at(at));
            update.setLong(4, run);
            update.setString(5, MailFate.WAITING.label());
            update.setString(6, MailFate.RESERVED.label());
            return update.executeLargeUpdate();
          }
        });
  }

  @Override
  public CampaignCounts counts(long run) {
    return database.inTransaction(connection -> CountRows.of(connection, run, Optional.empty()));
  }

  @Override
  public CampaignCounts counts(long run, Instant since) {
    return database.inTransaction(connection -> CountRows.of(connection, run, Optional.of(since)));
  }

  @Override
  public Rest rest(long run) {
    return database.inTransaction(
        connection -> {
          boolean hasWaiting = has(connection, run, MailFate.WAITING);
          boolean hasReserved = has(connection, run, MailFate.RESERVED);
          boolean hasOpen =
              hasWaiting
                  || hasReserved
                  || has(connection, run, MailFate.QUEUED)
                  || has(connection, run, MailFate.DEFERRED)
                  || has(connection, run, MailFate.STRANDED);
          return new Rest(RunRows.recipients(connection, run), hasWaiting, hasOpen, hasReserved);
        });
  }

  private static boolean has(Connection connection, long run, MailFate fate) throws SQLException {
    return first(connection, run, fate).isPresent();
  }

  private static OptionalLong first(Connection connection, long run, MailFate fate)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select place from campaign_mail where run = ? and state = ?" + BY_PLACE + "1")) {
      select.setLong(1, run);
      select.setString(2, fate.label());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  @Override
  public long queued(long run) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select count(*) from campaign_mail where run = ? and state = ?")) {
            select.setLong(1, run);
            select.setString(2, MailFate.QUEUED.label());
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }

  @Override
  public boolean isUpToDate() {
    return upToDate.getAsBoolean();
  }
}
