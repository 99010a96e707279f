package relay.ejb.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignKind;
import relay.domain.control.ControlSource;
import relay.domain.retention.AgingRows;
import relay.ejb.contacts.Audience;
import relay.ejb.database.Database;

/**
 * Rows of recipients of campaigns that ended long ago, in blocks of places. What became of them is
 * counted in the transaction that removes them, so that a report is the same before, between and
 * after. Thread-safe.
 */
final class OldRecipients implements AgingRows {
  /** Rows that one transaction removes. */
  static final int BLOCK = 1_000;

  private final Database database;
  private final ControlSource control;
  private final Supplier<Duration> age;

  OldRecipients(Database database, ControlSource control, Supplier<Duration> age) {
    this.database = database;
    this.control = control;
    this.age = age;
  }

  /** A part of the recipients of a start. */
  private record Block(long run, long first) {
    private static final char BREAK = '/';

    /** The one that a place lies in. */
    static Block with(long run, long place) {
      return new Block(run, place - (place - 1) % BLOCK);
    }

    static Block read(String key) {
      int end = key.indexOf(BREAK);
      return new Block(
          Long.parseLong(key.substring(0, end)), Long.parseLong(key.substring(end + 1)));
    }

    long last() {
      return first + BLOCK - 1;
    }

    /** Sorts as the numbers do. */
    String key() {
      return String.format(Locale.ROOT, "%08d%c%010d", run, BREAK, first);
    }
  }

  @Override
  public String name() {
    return "campaign-recipients";
  }

  @Override
  public List<String> old(Instant now, String after, int max) {
    if (!control.isKnown()) {
      return List.of();
    }
    Block last = after.isEmpty() ? new Block(0, 1) : Block.read(after);
    return database.inTransaction(
        connection -> {
          List<String> keys = new ArrayList<>();
          for (long run : runs(connection, last.run(), now.minus(age.get()))) {
            long behind = run == last.run() ? last.last() : 0;
            addBlocks(connection, run, behind, max - keys.size(), keys);
          }
          return keys;
        });
  }

  /** Starts from a number on that have rows and ended before. */
  private List<Long> runs(Connection connection, long from, Instant before) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select r.id, r.tenant, r.campaign from campaign_run r where r.id >= ? and"
                + " r.started_at < ? and exists (select 1 from campaign_mail m where m.run = r.id)"
                + " order by r.id")) {
      select.setLong(1, from);
      select.setObject(2, Audience.at(before));
      List<Long> old = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          if (hasEnded(row.getLong(1), row.getString(2), row.getString(3), before)) {
            old.add(row.getLong(1));
          }
        }
      }
      return old;
    }
  }

  /** A campaign that was removed, or started anew since, was over; its start is old enough. */
  private boolean hasEnded(long run, String tenant, String id, Instant before) {
    return control
        .state()
        .find(CampaignKind.CAMPAIGN, tenant, id)
        .filter(campaign -> campaign.run().number() == run)
        .map(Campaign::run)
        .map(now -> now.state().isOver() && now.endedAt().filter(before::isAfter).isPresent())
        .orElse(true);
  }

  private static void addBlocks(
      Connection connection, long run, long behind, int most, List<String> keys)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            // by all columns of the key: H2 sorts what is left of the run otherwise
            "select place from campaign_mail where run = ? and place > ?"
                + " order by run, place limit 1")) {
      long done = behind;
      for (int i = 0; i < most; i++) {
        select.setLong(1, run);
        select.setLong(2, done);
        try (ResultSet row = select.executeQuery()) {
          if (!row.next()) {
            return;
          }
          Block block = Block.with(run, row.getLong(1));
          keys.add(block.key());
          done = block.last();
        }
      }
    }
  }

  @Override
  public int remove(List<String> keys) {
    int removed = 0;
    for (String key : keys) {
      Block block = Block.read(key);
      removed +=
          database.inTransaction(
              connection -> {
                lock(connection, block.run());
                count(connection, block);
                GroupTally.add(connection, block.run(), block.first(), block.last());
                HandoverRows.forget(connection, block.run());
                return delete(connection, block);
              });
    }
    return removed;
  }

  /** Another node that removes the same block at the same time would count it again. */
  private static void lock(Connection connection, long run) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select id from campaign_run where id = ? for update")) {
      select.setLong(1, run);
      select.executeQuery().close();
    }
  }

  private static void count(Connection connection, Block block) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select state, reason, count(*), sum(case when complained then 1 else 0 end),"
                    + " sum(case when unsubscribed then 1 else 0 end) from campaign_mail"
                    + " where run = ? and place between ? and ? group by state, reason");
        PreparedStatement make =
            connection.prepareStatement(
                "insert into campaign_tally (run, state, reason, recipients, complaints,"
                    + " unsubscribes) values (?, ?, ?, 0, 0, 0) on conflict do nothing");
        PreparedStatement add =
            connection.prepareStatement(
                "update campaign_tally set recipients = recipients + ?, complaints = complaints +"
                    + " ?, unsubscribes = unsubscribes + ? where run = ? and state = ? and reason ="
                    + " ?")) {
      select.setLong(1, block.run());
      select.setLong(2, block.first());
      select.setLong(3, block.last());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          make.setLong(1, block.run());
          make.setString(2, row.getString(1));
          make.setString(3, row.getString(2));
          make.executeUpdate();
          for (int i = 1; i <= 3; i++) {
            add.setLong(i, row.getLong(i + 2));
          }
          add.setLong(4, block.run());
          add.setString(5, row.getString(1));
          add.setString(6, row.getString(2));
          add.executeUpdate();
        }
      }
    }
  }

  private static int delete(Connection connection, Block block) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from campaign_conversion where run = ? and place between ? and ?")) {
      delete.setLong(1, block.run());
      delete.setLong(2, block.first());
      delete.setLong(3, block.last());
      delete.executeUpdate();
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from campaign_mail where run = ? and place between ? and ?")) {
      delete.setLong(1, block.run());
      delete.setLong(2, block.first());
      delete.setLong(3, block.last());
      return delete.executeUpdate();
    }
  }
}
