package relay.ejb.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import relay.domain.campaign.CampaignCounts;
import relay.domain.campaign.MailFate;
import relay.ejb.contacts.Audience;

/** Counts the rows of a start of a campaign, within a transaction of the caller. */
final class CountRows {
  private static final String GROUPED = " group by state, reason";
  private static final String SINCE = " and changed_at >= ?" + GROUPED;
  // with those whose rows are gone
  private static final String ALL =
      GROUPED
          + " union all select state, reason, recipients, complaints, unsubscribes"
          + " from campaign_tally where run = ?";

  private CountRows() {}

  /**
   * @param since empty: all of them; otherwise those to which something happened since then
   */
  static CampaignCounts of(Connection connection, long run, Optional<Instant> since)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select state, reason, count(*), sum(case when complained then 1 else 0 end),"
                + " sum(case when unsubscribed then 1 else 0 end) from campaign_mail"
                + " where run = ?"
                + (since.isPresent() ? SINCE : ALL))) {
      select.setLong(1, run);
      if (since.isPresent()) {
        select.setObject(2, Audience.at(since.get()));
      } else {
        select.setLong(2, run);
      }
      try (ResultSet row = select.executeQuery()) {
        return read(row);
      }
    }
  }

  private static CampaignCounts read(ResultSet row) throws SQLException {
    Map<MailFate, Long> byFate = new EnumMap<>(MailFate.class);
    Map<String, Long> bounces = new TreeMap<>();
    Map<String, Long> skips = new TreeMap<>();
    Map<String, Long> waits = new TreeMap<>();
    long complaints = 0;
    long unsubscribes = 0;
    while (row.next()) {
      MailFate fate = MailFate.labelled(row.getString(1));
      long count = row.getLong(3);
      byFate.merge(fate, count, Long::sum);
      complaints += row.getLong(4);
      unsubscribes += row.getLong(5);
      if (fate == MailFate.BOUNCED || fate == MailFate.SKIPPED) {
        (fate == MailFate.BOUNCED ? bounces : skips).merge(row.getString(2), count, Long::sum);
      } else if (fate == MailFate.WAITING && !row.getString(2).isEmpty()) {
        waits.merge(row.getString(2), count, Long::sum);
      }
    }
    return new CampaignCounts(byFate, bounces, skips, waits, complaints, unsubscribes);
  }
}
