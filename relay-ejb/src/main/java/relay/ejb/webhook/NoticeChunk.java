package relay.ejb.webhook;

import java.util.List;
import relay.domain.journal.JournalPosition;
import relay.domain.notice.Notice;

/**
 * Some of the journal, from one file.
 *
 * @param notices what there is to tell of it; may be none
 * @param next where the next chunk begins
 * @param isEnd whether the journal had nothing after the beginning of this one
 */
record NoticeChunk(List<Notice> notices, JournalPosition next, boolean isEnd) {

  /** Number of the file. */
  long file() {
    return next.file();
  }
}
