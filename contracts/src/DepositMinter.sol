// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import { MintBook, MintModules } from "./minting/MintBook.sol";
import { MintRules } from "./minting/MintRules.sol";
import { MintSweeps } from "./minting/MintSweeps.sol";
import { MintParams } from "./types/BridgeTypes.sol";

/// @title DepositMinter
/// @notice See `IDepositMinter` for what it promises.
/// @dev A contract of its own beside the bridge because both together are larger than a contract may be. Its parts, one upon
/// the other: rules, the rolling limit, the book of payments, minting, proofs, escrow, reorganisations, sweeps.
contract DepositMinter is MintSweeps {
    /// @param authority access manager
    /// @param feeRecipient_ see `setFeeRecipient`
    constructor(address authority, MintModules memory modules, MintParams memory params_, address feeRecipient_)
        AccessManaged(authority)
        MintRules(params_, feeRecipient_)
        MintBook(modules)
    { }
}
