package relay.ejb.campaign;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.MailFate;
import relay.domain.campaign.report.RepermissionReport;
import relay.ejb.contacts.Audience;
import relay.ejb.database.Database;

/** Who answered, by the rows of the ledger and of contacts. */
final class DatabaseRepermissionReport implements RepermissionReport {
  private final Database database;

  DatabaseRepermissionReport(Database database) {
    this.database = database;
  }

  @Override
  public Answers of(Campaign campaign, Instant now) {
    Instant asked = campaign.run().startedAt().orElseThrow();
    Instant deadline =
        now.minus(campaign.plan().inactive().repermission().orElseThrow().patience());
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select answer, count(*) from (select case"
                      + " when c.affirmed_at >= ? then 'confirmed'"
                      + " when m.unsubscribed then 'left'"
                      + " when m.changed_at < ? then 'unanswered' else 'pending' end as answer"
                      + " from campaign_mail m join contact c on c.id = m.contact"
                      + " where m.run = ? and m.state = ? and c.tenant = ?) a group by answer")) {
            select.setObject(1, Audience.at(asked));
            select.setObject(2, Audience.at(deadline));
            select.setLong(3, campaign.run().number());
            select.setString(4, MailFate.DELIVERED.label());
            select.setString(5, campaign.tenant());
            try (ResultSet row = select.executeQuery()) {
              return read(row);
            }
          }
        });
  }

  private static Answers read(ResultSet row) throws SQLException {
    Map<String, Long> counts = new HashMap<>();
    while (row.next()) {
      counts.put(row.getString(1), row.getLong(2));
    }
    return new Answers(
        counts.getOrDefault("confirmed", 0L),
        counts.getOrDefault("left", 0L),
        counts.getOrDefault("unanswered", 0L),
        counts.getOrDefault("pending", 0L));
  }
}
