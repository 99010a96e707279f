package relay.web.sandbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.mail.QueueId;
import relay.domain.sandbox.MailPreview;
import relay.domain.sandbox.Sandbox;
import relay.domain.sandbox.SandboxMail;
import relay.domain.view.MessageQuery;
import relay.domain.view.MessageQueryReader;
import relay.domain.view.MessageRow;
import relay.domain.view.MessageStory;
import relay.domain.view.MessageView;
import relay.domain.view.ViewUnavailable;
import relay.web.html.Html;
import relay.web.html.Words;

/** The pages of the sandbox. */
@ApplicationScoped
public class SandboxPages {
  private static final int MAILS_SHOWN = 50;
  private static final MessageQuery WAITING =
      new MessageQueryReader(
              name -> name.equals("state") ? "deferred" : name.equals("limit") ? "20" : null)
          .read();
  @Inject CurrentConfiguration configuration;
  @Inject Sandbox sandbox;
  @Inject MessageView view;
  @Inject MailPreview.Reader previews;

  /**
   * @param root where the application is, as the browser asked for it
   */
  String list(URI root) {
    List<SandboxMail> mails = sandbox.newest(MAILS_SHOWN);
    return Page.of(
        root.getPath(),
        "Sandbox",
        html -> {
          banner(html);
          html.element("h1", "Sandbox");
          if (mails.isEmpty()) {
            html.element("p", "No mail yet. Send the first one and load this page again.");
          } else {
            table(html, mails);
          }
          waiting(html);
          FirstMail.show(html, configuration.get().smtp().listeners(), root);
        });
  }

  private static void banner(Html html) {
    html.open("p", "class", "banner", "role", "status");
    html.element("strong", "The sandbox is on: nothing leaves this machine.");
    html.text("Mail ends here. For real delivery set route.default, for instance to mx.");
    html.close("p");
  }

  private static void table(Html html, List<SandboxMail> mails) {
    html.open("table").open("thead").open("tr");
    for (String column : List.of("Subject", "From", "To", "Received", "Size")) {
      html.element("th", column, "scope", "col");
    }
    html.close("tr").close("thead").open("tbody");
    for (SandboxMail mail : mails) {
      html.open("tr").open("td", "data-label", "Subject");
      html.link("sandbox/" + mail.id(), Words.orElse(mail.subject(), "(no subject)"));
      html.close("td");
      html.element("td", Words.orElse(mail.sender(), "<>"), "data-label", "From");
      html.element("td", String.join(", ", mail.recipients()), "data-label", "To");
      html.open("td", "data-label", "Received");
      html.element("time", Words.time(mail.receivedAt()), "datetime", mail.receivedAt().toString());
      html.close("td");
      html.element("td", Words.size(mail.size()), "data-label", "Size").close("tr");
    }
    html.close("tbody").close("table");
  }

  /** Mails that have not arrived and go on being tried. */
  private void waiting(Html html) {
    List<MessageRow> rows;
    try {
      rows = view.find(WAITING).messages();
    } catch (ViewUnavailable e) {
      html.element("p", "What waits cannot be shown: the database cannot be asked now.");
      return;
    }
    if (rows.isEmpty()) {
      return;
    }
    html.element("h2", "Waiting for the next attempt").open("ul");
    for (MessageRow row : rows) {
      html.open("li");
      html.link("mails/" + row.id(), Words.orElse(row.reception().subject(), "(no subject)"));
      row.recipients().forEach(r -> html.text(" – " + r.address() + ": " + r.standing().reply()));
      html.close("li");
    }
    html.close("ul");
  }

  /** The story of a mail that need not be in the sandbox. */
  Optional<String> story(URI root, QueueId id) {
    return view.story(id)
        .map(
            story ->
                Page.of(
                    root.getPath(),
                    "Story",
                    html -> {
                      if (configuration.get().routing().sandboxByDefault()) {
                        banner(html);
                      }
                      html.element(
                          "h1",
                          Words.orElse(story.message().reception().subject(), "(no subject)"));
                      html.open("dl");
                      fact(html, "Queue id", id.text());
                      story
                          .message()
                          .recipients()
                          .forEach(
                              r ->
                                  fact(
                                      html,
                                      r.address(),
                                      r.standing().state().label()
                                          + r.standing()
                                              .nextAttempt()
                                              .map(at -> " until " + Words.time(at))
                                              .orElse("")));
                      html.close("dl");
                      StoryList.show(html, story);
                    }));
  }

  String mail(URI root, SandboxMail mail, byte[] content) {
    MailPreview preview = previews.read(content);
    return Page.of(
        root.getPath(),
        Words.orElse(mail.subject(), "Mail"),
        html -> {
          banner(html);
          html.element("h1", Words.orElse(mail.subject(), "(no subject)"));
          html.open("dl");
          fact(html, "From", Words.orElse(mail.sender(), "<> (null path)"));
          fact(html, "To", String.join(", ", mail.recipients()));
          fact(html, "Received", Words.time(mail.receivedAt()));
          fact(html, "Size", Words.size(mail.size()));
          fact(html, "Queue id", mail.queueId());
          fact(html, "Signed", signatures(content));
          if (!preview.attachments().isEmpty()) {
            fact(html, "Attachments", String.join(", ", preview.attachments()));
          }
          html.close("dl");
          body(html, mail, preview);
          story(html, mail);
          html.open("p").link("sandbox/" + mail.id() + "/source", "Source of the mail").close("p");
        });
  }

  private static String signatures(byte[] content) {
    List<String> all = SignatureFacts.of(content);
    return all.isEmpty()
        ? "no; make a key for the domain with: relay dkim create DOMAIN"
        : String.join(", ", all);
  }

  private static void fact(Html html, String name, String value) {
    html.element("dt", name).element("dd", value);
  }

  private static void body(Html html, SandboxMail mail, MailPreview preview) {
    if (preview.html().isPresent()) {
      html.element("h2", "HTML");
      // sandbox without any permission: no script, no form, no navigation, an origin of its own
      html.open(
          "iframe",
          "sandbox",
          "",
          "title",
          "The HTML part of the mail",
          "src",
          "sandbox/" + mail.id() + "/html");
      html.close("iframe");
    }
    preview.text().ifPresent(text -> html.element("h2", "Text").element("pre", text));
  }

  private void story(Html html, SandboxMail mail) {
    html.element("h2", "Story");
    try {
      Optional<MessageStory> story = view.story(new QueueId(mail.queueId()));
      if (story.isPresent()) {
        StoryList.show(html, story.get());
      } else {
        html.element("p", "Not in the message view yet; load this page again in a moment.");
      }
    } catch (ViewUnavailable e) {
      html.element("p", "The database cannot be asked now; the journal files have the story.");
    } catch (IllegalArgumentException e) {
      html.element("p", "This mail has no story.");
    }
  }
}
