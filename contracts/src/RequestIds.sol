// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import { IRequestIds } from "./interfaces/IRequestIds.sol";

/// @title RequestIds
/// @notice See `IRequestIds` for what it promises.
/// @dev Part of the bridge, which takes nearly every id: there the counter shares a slot with what a request reads anyway.
abstract contract RequestIds is IRequestIds, AccessManaged {
    mapping(address issuer => bool) private _issuers;

    /// @inheritdoc IRequestIds
    function next() external returns (uint256 reqId) {
        if (!isIssuer(msg.sender)) revert RequestIds_NotIssuer(msg.sender);
        return _takeId();
    }

    /// @inheritdoc IRequestIds
    function setIssuer(address issuer, bool allowed) external restricted {
        if (issuer == address(0)) revert RequestIds_IssuerZero();
        _issuers[issuer] = allowed;
        emit IssuerSet(issuer, allowed);
    }

    /// @inheritdoc IRequestIds
    function isIssuer(address issuer) public view returns (bool) {
        return issuer == address(this) || _issuers[issuer];
    }

    /// @inheritdoc IRequestIds
    function last() public view virtual returns (uint256 reqId);

    /// @dev Must raise `last` by one and return it.
    function _takeId() internal virtual returns (uint256 reqId);
}
