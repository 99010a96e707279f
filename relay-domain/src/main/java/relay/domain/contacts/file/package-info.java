/**
 * Files of contacts, in and out: what an import was told to do, what each row of it says, and what
 * came of them.
 *
 * <p>Invariant: a faulty row is told by its line and spoils no other; nobody is put onto a list by
 * a file without where and by which words he agreed. Rules only; files, rows and the job are
 * elsewhere. Way in: {@link relay.domain.contacts.file.ImportDesk}, {@link
 * relay.domain.contacts.file.RowReader}. RFC 4180 for CSV, RFC 2142 for role addresses.
 */
package relay.domain.contacts.file;
