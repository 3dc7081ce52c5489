// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title One id space for every operation
/// @notice Deposits, withdrawals, stakes, unbonds: each takes the next id, starting at 1, with no gap and no reuse.
/// Ids stay small because a plan transfer names them in an OP_RETURN of at most 80 bytes.
interface IRequestIds {
    event IssuerSet(address indexed issuer, bool allowed);

    /// @notice Thrown when the caller may not take ids.
    error RequestIds_NotIssuer(address caller);
    /// @notice Thrown when the zero address is named as an issuer.
    error RequestIds_IssuerZero();

    /// @notice Takes the next id. Only modules that were allowed may call it.
    /// @return reqId the id taken; strictly one more than the one before
    function next() external returns (uint256 reqId);

    /// @notice Allows or disallows a module to take ids. Restricted to the access manager's admin.
    function setIssuer(address issuer, bool allowed) external;

    /// @return reqId the last id that was taken, 0 before the first
    function last() external view returns (uint256 reqId);

    function isIssuer(address issuer) external view returns (bool);
}
