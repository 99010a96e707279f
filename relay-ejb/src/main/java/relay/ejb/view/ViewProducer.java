package relay.ejb.view;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.privacy.PersonalStore;
import relay.domain.view.CampaignView;
import relay.domain.view.MessageView;
import relay.domain.view.QueueView;
import relay.ejb.database.Database;
import relay.ejb.journal.JournalReader;

/** Makes the database of the settings and who reads and writes it. */
@ApplicationScoped
public class ViewProducer {

  @Produces
  @Singleton
  Database database(RelayConfiguration configuration) {
    return new Database(configuration.database(), configuration.node().dataFolder());
  }

  void close(@Disposes Database database) {
    database.close();
  }

  @Produces
  @Singleton
  MessageView view(Database database) {
    return new DatabaseMessageView(database);
  }

  @Produces
  @Singleton
  QueueView queues(Database database) {
    return new DatabaseQueueView(database);
  }

  @Produces
  @Singleton
  CampaignView campaigns(Database database) {
    return new DatabaseCampaignView(database);
  }

  @Produces
  @Singleton
  FinishedMails finishedMails(Database database) {
    return new FinishedMails(database);
  }

  @Produces
  @Singleton
  PersonalStore personal(Database database) {
    return new ErasedRows(database);
  }

  @Produces
  @Singleton
  OpenMails openMails(Database database) {
    return new OpenMails(database);
  }

  @Produces
  @Singleton
  JournalFollower follower(
      RelayConfiguration configuration,
      JournalReader journal,
      Database database,
      InstantSource clock) {
    var settings = configuration.database();
    var writer = new ViewWriter(database, configuration.node().hostName(), settings.storyMax());
    return new JournalFollower(journal, database, writer, settings, clock);
  }
}
