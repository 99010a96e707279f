package relay.ejb.campaign;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.MailFate;
import relay.domain.campaign.Unanswered;
import relay.ejb.contacts.Audience;
import relay.ejb.database.Database;

/** Who has not answered, by the rows of the ledger and of contacts. */
final class DatabaseUnanswered implements Unanswered {
  private final Database database;

  DatabaseUnanswered(Database database) {
    this.database = database;
  }

  @Override
  public List<String> of(Campaign campaign, Instant deliveredBefore, int most) {
    Instant asked = campaign.run().startedAt().orElseThrow();
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select c.id from campaign_mail m join contact c on c.id = m.contact"
                      + " where m.run = ? and m.state = ? and m.changed_at < ? and c.tenant = ?"
                      + " and c.consents like ? and (c.affirmed_at is null or c.affirmed_at < ?)"
                      + " order by m.place limit ?")) {
            select.setLong(1, campaign.run().number());
            select.setString(2, MailFate.DELIVERED.label());
            select.setObject(3, Audience.at(deliveredBefore));
            select.setString(4, campaign.tenant());
            select.setString(5, Audience.confirmed(campaign.plan().list()));
            select.setObject(6, Audience.at(asked));
            select.setInt(7, most);
            List<String> silent = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                silent.add(Long.toString(row.getLong(1)));
              }
            }
            return silent;
          }
        });
  }
}
