/** The roles of a workspace, with what each may do. */
export const roles = [
  { value: "owner", label: "Owner", detail: "Everything, members and settings included" },
  { value: "publisher", label: "Publisher", detail: "APIs, products and policies; reviews what others submit" },
  { value: "approver", label: "Approver", detail: "Decides on requests and reviews revisions" },
  { value: "viewer", label: "Viewer", detail: "Reads everything, changes nothing" },
];
