package relay.ejb.warmup;

import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import relay.domain.journal.EventJson;
import relay.domain.journal.MailEvent;
import relay.domain.traffic.Site;
import relay.domain.view.MessageStory;
import relay.domain.view.MessageView;
import relay.domain.view.ViewUnavailable;
import relay.domain.warmup.WarmUpFeedback;

/** Looks up in the message view from where mail left that feedback is about. */
final class WarmUpStories {
  private static final Logger LOG = System.getLogger(WarmUpStories.class.getName());
  private final WarmUpFeedback feedback;
  private final MessageView view;
  private final Function<String, Site> sites;
  private final InstantSource clock;
  private final EventJson json = new EventJson();

  WarmUpStories(
      WarmUpFeedback feedback,
      MessageView view,
      Function<String, Site> sites,
      InstantSource clock) {
    this.feedback = feedback;
    this.view = view;
    this.sites = sites;
    this.clock = clock;
  }

  /** Counts all that was heard; what cannot be looked up now waits for the next round. */
  void round() {
    List<MailEvent> heard = feedback.take();
    for (int i = 0; i < heard.size(); i++) {
      MailEvent event = heard.get(i);
      try {
        view.story(event.mail().orElseThrow())
            .ifPresent(story -> feedback.count(event, events(story), sites, clock.instant()));
      } catch (ViewUnavailable e) {
        feedback.add(heard.subList(i, heard.size()));
        LOG.log(Logger.Level.DEBUG, "feedback on warm-ups waits: {0}", e.getMessage());
        return;
      }
    }
  }

  private List<MailEvent> events(MessageStory story) {
    List<MailEvent> events = new ArrayList<>(story.events().size());
    for (String line : story.events()) {
      byte[] octets = line.getBytes(StandardCharsets.UTF_8);
      events.add(json.read(octets, 0, octets.length).event());
    }
    return events;
  }
}
